// tries: allocate and touch memory
// endings: memory-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int i = 0; i < 2048; i++) {
        char *p = malloc(1 << 20);
        if (!p) abort();
        memset(p, 1, 1 << 20);
    }
    BREACH("2 GiB");
    return 0;
}
