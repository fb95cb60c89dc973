// tries: make the compiler print error lines without end
// endings: compile-error
template <int N> struct A { static_assert(N < 0, "no"); A<N - 1> a; };
template <> struct A<0> {};
A<800> x;
#define E10(x) x x x x x x x x x x
#define E1000(x) E10(E10(E10(x)))
int main() { E1000(undefined_name_of_a_thing = 1;) }
