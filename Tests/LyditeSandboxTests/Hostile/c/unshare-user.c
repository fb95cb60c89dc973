// tries: make a user namespace and be root in it
// endings: forbidden-call
// levels: every
// call: unshare
#include "hostile.h"

int main(int argc, char **argv) {
    unshare(CLONE_NEWUSER);
    BREACH("unshare");
    return 0;
}
