// tries: lock memory so that it cannot be taken back
// endings: forbidden-call
// levels: every
// call: mlock
#include "hostile.h"

int main(int argc, char **argv) {
    char *p = malloc(64 << 20);
    mlock(p, 64 << 20);
    BREACH("locked");
    return 0;
}
