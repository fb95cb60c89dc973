// tries: recurse until the stack is gone
// endings: signalled memory-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    volatile char a[1 << 16];
    a[0] = 1;
    return main(argc, argv) + a[0];
    return 0;
}
