// tries: mark a file so that it cannot be removed
// endings: forbidden-call
// levels: every
// call: ioctl
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open("stone", O_CREAT | O_RDWR, 0600), flags = 0x10;
    ioctl(fd, 0x40086602, &flags);
    BREACH("flags");
    return 0;
}
