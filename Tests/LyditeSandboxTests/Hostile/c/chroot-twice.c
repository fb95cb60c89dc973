// tries: leave the root by a second chroot
// endings: forbidden-call
// levels: every
// call: chroot
#include "hostile.h"

int main(int argc, char **argv) {
    mkdir("x", 0700);
    chroot("x");
    BREACH("chroot");
    return 0;
}
