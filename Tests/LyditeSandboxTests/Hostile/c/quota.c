// tries: change the quota of a disk
// endings: forbidden-call
// levels: every
// call: quotactl
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_quotactl, 0x80000100, "/dev/none", 0, 0);
    BREACH("quota");
    return 0;
}
