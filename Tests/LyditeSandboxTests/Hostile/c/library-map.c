// tries: change a mapped library page on disk through a shared mapping
// endings: exited signalled
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open("/lib/x86_64-linux-gnu/libc.so.6", O_RDONLY);
    char *p = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (fd >= 0 && p != MAP_FAILED) BREACH("shared and writable");
    p = mmap(0, 4096, PROT_READ, MAP_SHARED, fd, 0);
    if (fd >= 0 && p != MAP_FAILED && mprotect(p, 4096, PROT_READ | PROT_WRITE) == 0) BREACH("mprotect");
    return 0;
}
