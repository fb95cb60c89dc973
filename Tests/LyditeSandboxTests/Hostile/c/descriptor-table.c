// tries: write an entry of the local descriptor table
// endings: forbidden-call
// levels: every
// call: modify_ldt
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned entry[4] = {0, 0, 0xfffff, 0x51};
    syscall(SYS_modify_ldt, 1, entry, sizeof entry);
    BREACH("ldt");
    return 0;
}
