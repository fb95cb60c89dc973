// tries: attach to its parent
// endings: forbidden-call
// levels: every
// call: ptrace
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_ptrace, 16, getppid(), 0, 0);
    BREACH("attached");
    return 0;
}
