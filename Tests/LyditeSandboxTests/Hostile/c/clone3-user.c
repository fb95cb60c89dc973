// tries: make a user namespace with clone3, whose flags no filter can see
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned long args[11] = {CLONE_NEWUSER, 0, 0, 0, SIGCHLD};
    if (syscall(435, args, sizeof args) >= 0) BREACH("clone3");
    return 0;
}
