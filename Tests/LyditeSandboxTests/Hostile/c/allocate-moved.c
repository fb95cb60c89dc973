// tries: grow a mapping by moving it
// endings: memory-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    size_t size = 1 << 20;
    char *p = mmap(0, size, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (; size < 1ul << 30; size *= 2) {
        p = mremap(p, size, 2 * size, MREMAP_MAYMOVE);
        if (p == MAP_FAILED) abort();
        memset(p + size, 1, size);
    }
    BREACH("1 GiB");
    return 0;
}
