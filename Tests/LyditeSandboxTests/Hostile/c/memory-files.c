// tries: hide memory behind descriptors
// endings: memory-limit exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    static char block[1 << 20];
    signal(SIGXFSZ, SIG_IGN);
    memset(block, 1, sizeof block);
    for (int n = 0, i = 0; i < 60; i++) {
        int fd = memfd_create("x", 0);
        if (fd < 0) break;
        while (write(fd, block, sizeof block) == sizeof block)
            if (++n > 400) {
                BREACH("400 MiB");
                return 0;
            }
    }
    return 0;
}
