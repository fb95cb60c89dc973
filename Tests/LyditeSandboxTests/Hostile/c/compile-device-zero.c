// tries: make the compiler read a device that never ends
// endings: compile-error
#include "/dev/zero"
int main() {}
