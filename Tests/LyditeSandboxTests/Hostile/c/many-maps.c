// tries: make a hundred thousand small mappings
// endings: exited memory-limit signalled
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int n = 0;
    for (; n < 100000; n++)
        if (mmap(0, 4096, n & 1 ? PROT_READ : PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED) break;
    if (n > 70000) BREACH("mappings");
    return 0;
}
