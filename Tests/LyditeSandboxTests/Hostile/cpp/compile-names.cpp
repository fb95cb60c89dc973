// tries: make names that double at each level
// endings: compile-error exited
template <class A, class B> struct P {};
template <int N> struct T { using type = P<typename T<N - 1>::type, typename T<N - 1>::type>; };
template <> struct T<0> { using type = int; };
template <class X> void f(X) {}
int main() { f(T<24>::type()); }
