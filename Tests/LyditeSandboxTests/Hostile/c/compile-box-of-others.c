// tries: include what another program may have left
// endings: compile-error
#include "/tmp/secret.h"
#include "/proc/self/environ"
int main() {}
