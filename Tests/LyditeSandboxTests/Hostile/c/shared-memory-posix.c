// tries: fill shared memory and leave it
// endings: exited memory-limit
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = shm_open("/lydite-left", O_CREAT | O_RDWR, 0600);
    if (fd < 0) return 0;
    signal(SIGXFSZ, SIG_IGN);
    if (ftruncate(fd, 1 << 30) == 0) BREACH("1 GiB");
    return 0;
}
