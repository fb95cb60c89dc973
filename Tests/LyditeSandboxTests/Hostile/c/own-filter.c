// tries: put a filter of its own in front, with a listener
// endings: forbidden-call
// levels: every
// call: seccomp
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_seccomp, 1, 8, 0);
    BREACH("seccomp");
    return 0;
}
