// tries: reach a call that no program makes
// endings: forbidden-call
// levels: every
// call: lookup_dcookie
#include "hostile.h"

int main(int argc, char **argv) {
    char b[64];
    syscall(SYS_lookup_dcookie, 0, b, sizeof b);
    BREACH("cookie");
    return 0;
}
