// tries: make device nodes of its own
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (mknod("disk", S_IFBLK | 0600, 0x800) == 0) BREACH("block");
    if (mknod("mem", S_IFCHR | 0600, 0x101) == 0) BREACH("character");
    if (mknodat(AT_FDCWD, "tty", S_IFCHR | 0600, 0x500) == 0) BREACH("mknodat");
    return 0;
}
