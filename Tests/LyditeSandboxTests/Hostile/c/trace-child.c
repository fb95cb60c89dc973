// tries: change the calls of a child of its own, around the filter
// endings: forbidden-call
// levels: every
// call: ptrace
#include "hostile.h"

int main(int argc, char **argv) {
    if (fork() == 0) {
        syscall(SYS_ptrace, 0, 0, 0, 0);
        BREACH("traced");
        _exit(0);
    }
    wait(0);
    pause();
    return 0;
}
