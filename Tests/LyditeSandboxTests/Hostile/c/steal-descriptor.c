// tries: take a descriptor out of its parent
// endings: forbidden-call
// levels: every
// call: pidfd_open
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_pidfd_open, getppid(), 0);
    BREACH("pidfd");
    return 0;
}
