// tries: reserve a gibibyte on disk
// endings: memory-limit exited
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open("big", O_CREAT | O_RDWR, 0600);
    signal(SIGXFSZ, SIG_IGN);
    if (posix_fallocate(fd, 0, 1 << 30) == 0) BREACH("1 GiB");
    return 0;
}
