// tries: swap on a file of its own
// endings: forbidden-call
// levels: every
// call: swapon
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_swapon, "/box/swap", 0);
    BREACH("swapon");
    return 0;
}
