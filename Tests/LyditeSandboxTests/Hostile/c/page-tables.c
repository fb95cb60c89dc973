// tries: hide memory in page tables
// endings: memory-limit
// weaker: signalled
#include "hostile.h"

int main(int argc, char **argv) {
    char *p = mmap(0, 800ul << 30, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    for (size_t i = 0; i < 800ul << 30; i += 2 << 20) ((volatile char *)p)[i];
    BREACH("800 GiB");
    return 0;
}
