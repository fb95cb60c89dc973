// tries: recurse in templates, two branches each
// endings: compile-error
template <int N> struct A { A<N + 1> a; A<N + 2> b; };
A<0> x;
int main() {}
