// tries: hide the flags of namespaces behind upper bits
// endings: forbidden-call
// levels: every
// call: clone
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_clone, 0xffffffff00000000ul | CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0);
    BREACH("clone");
    return 0;
}
