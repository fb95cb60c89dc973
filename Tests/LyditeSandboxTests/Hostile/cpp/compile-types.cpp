// tries: make more types than there is memory within the depth allowed
// endings: compile-error
template <int D, int N> struct A { A<D - 1, 2 * N> a; A<D - 1, 2 * N + 1> b; };
template <int N> struct A<0, N> {};
A<24, 1> x;
int main() {}
