// tries: run code that it wrote itself, which must see the same filter
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned char code[] = {0xb8, 0x66, 0, 0, 0, 0x0f, 0x05, 0xc3}; /* getuid */
    void *p = mmap(0, 4096, 7, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) return 0;
    memcpy(p, code, sizeof code);
    if (((int (*)(void))p)() == 0) BREACH("root");
    return 0;
}
