// tries: take the deadline class
// endings: forbidden-call
// levels: every
// call: sched_setattr
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned long attributes[7] = {48 | 6ul << 32};
    syscall(SYS_sched_setattr, 0, attributes, 0);
    BREACH("deadline");
    return 0;
}
