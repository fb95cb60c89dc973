// tries: make mount, net and pid namespaces with clone
// endings: forbidden-call
// levels: every
// call: clone
#include "hostile.h"

int main(int argc, char **argv) {
    if (syscall(SYS_clone, CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWPID | SIGCHLD, 0, 0, 0, 0) >= 0) BREACH("clone");
    BREACH("went on");
    return 0;
}
