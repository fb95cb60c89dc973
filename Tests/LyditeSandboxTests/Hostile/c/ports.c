// tries: reach the ports of the machine
// endings: forbidden-call
// levels: every
// call: ioperm
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_ioperm, 0x80, 1, 1);
    BREACH("ports");
    return 0;
}
