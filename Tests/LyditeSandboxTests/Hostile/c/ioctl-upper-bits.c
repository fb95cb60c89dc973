// tries: hide a refused command in the upper half of the register
// endings: forbidden-call
// levels: every
// call: ioctl
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open("stone", O_CREAT | O_RDWR, 0600), flags = 0x10;
    syscall(SYS_ioctl, fd, 0xffffffff40086602ul, &flags);
    BREACH("flags");
    return 0;
}
