// tries: make the compiler quote what only root may read
// endings: compile-error
#include "/etc/shadow"
int main() {}
