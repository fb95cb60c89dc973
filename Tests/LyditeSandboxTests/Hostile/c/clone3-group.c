// tries: be born in another control group
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned long args[11] = {0x200000000ul, 0, 0, 0, SIGCHLD, 0, 0, 0, 0, 0, 3};
    if (syscall(435, args, sizeof args) >= 0) BREACH("clone3");
    return 0;
}
