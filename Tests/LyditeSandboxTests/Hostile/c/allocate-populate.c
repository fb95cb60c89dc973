// tries: have the kernel fill a mapping in one call
// endings: memory-limit signalled exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    char *p = mmap(0, 1ul << 30, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (p == MAP_FAILED) return 0;
    unsigned char there[1024];
    if (mincore(p, 4096 * 1024, there) == 0 && mincore(p + (900 << 20), 4096, there) == 0 && there[0] & 1) BREACH("1 GiB");
    return 0;
}
