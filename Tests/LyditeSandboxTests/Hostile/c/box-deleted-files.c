// tries: fill its folder with files that are already deleted
// endings: memory-limit exited
#include "hostile.h"

int main(int argc, char **argv) {
    static char block[1 << 20];
    signal(SIGXFSZ, SIG_IGN);
    memset(block, 1, sizeof block);
    int n = 0;
    for (int i = 0; i < 50; i++) {
        int fd = open("gone", O_CREAT | O_EXCL | O_RDWR, 0600);
        unlink("gone");
        while (write(fd, block, sizeof block) == sizeof block) n++;
    }
    if (n > 130) BREACH("space");
    return 0;
}
