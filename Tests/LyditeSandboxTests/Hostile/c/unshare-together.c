// tries: make all namespaces in one call
// endings: forbidden-call
// levels: every
// call: unshare
#include "hostile.h"

int main(int argc, char **argv) {
    unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP | 0x80);
    BREACH("unshare");
    return 0;
}
