// tries: make the compiler quote a file of the host
// endings: compile-error
#include "/etc/passwd"
int main() {}
