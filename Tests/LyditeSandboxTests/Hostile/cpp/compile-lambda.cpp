// tries: nest expressions until the compiler's stack is gone
// endings: compile-error exited
#define L(x) [] { return x; }()
#define L8(x) L(L(L(L(L(L(L(L(x))))))))
#define L64(x) L8(L8(L8(L8(L8(L8(L8(L8(x))))))))
int main() { return L64(L64(0)); }
