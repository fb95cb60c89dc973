// tries: make a child that is its sibling, beyond its reach
// endings: forbidden-call
// levels: every
// call: clone
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
    BREACH("clone");
    return 0;
}
