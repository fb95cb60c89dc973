// tries: expand a macro to ten thousand million words
// endings: compile-error
#define A(x) x x x x x x x x x x
#define B(x) A(A(A(A(A(x)))))
int main() { B(B(1;)) }
