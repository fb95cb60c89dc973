// tries: take capabilities
// endings: forbidden-call
// levels: every
// call: capset
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned head[2] = {0x20080522, 0}, sets[6] = {~0u, ~0u, ~0u, ~0u, ~0u, ~0u};
    syscall(SYS_capset, head, sets);
    BREACH("capset");
    return 0;
}
