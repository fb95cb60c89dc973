// tries: fill its folder
// endings: memory-limit exited
// levels: every
// wall: 5
#include "hostile.h"

int main(int argc, char **argv) {
    static char block[1 << 20], name[] = "f0";
    signal(SIGXFSZ, SIG_IGN);
    int n = 0;
    for (; name[1] <= '9' && n < 200; name[1]++) {
        int fd = open(name, O_CREAT | O_WRONLY, 0600);
        while (n <= 64 && write(fd, block, sizeof block) == sizeof block) n++;
    }
    return 0;
}
