// tries: take a mount off that may hide something
// endings: forbidden-call
// levels: every
// call: umount2
#include "hostile.h"

int main(int argc, char **argv) {
    umount2("/box", MNT_DETACH);
    BREACH("unmounted");
    return 0;
}
