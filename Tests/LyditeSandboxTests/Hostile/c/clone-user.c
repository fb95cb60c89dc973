// tries: make a user namespace with clone
// endings: forbidden-call
// levels: every
// call: clone
#include "hostile.h"

int main(int argc, char **argv) {
    if (syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0) >= 0) BREACH("clone");
    BREACH("went on");
    return 0;
}
