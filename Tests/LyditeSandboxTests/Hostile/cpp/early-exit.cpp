// tries: end with 0 in a static constructor
// endings: exited
// levels: every
#include <cstdlib>
struct A { A() { _Exit(0); } } a;
int main() { return 1; }
