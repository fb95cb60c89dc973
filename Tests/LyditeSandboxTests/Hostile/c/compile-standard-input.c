// tries: make the compiler wait for its input
// endings: compile-error exited
#include "/dev/stdin"
int main() {}
