// tries: make a child that nobody may trace
// endings: forbidden-call
// levels: every
// call: clone
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_clone, CLONE_UNTRACED | SIGCHLD, 0, 0, 0, 0);
    BREACH("clone");
    return 0;
}
