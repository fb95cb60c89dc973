// tries: give its file capabilities by an attribute
// endings: forbidden-call
// levels: every
// call: setxattr
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned value[5] = {0x02000001, 0xffffffff, 0, 0xffffffff, 0};
    syscall(SYS_setxattr, argv[0], "security.capability", value, sizeof value, 0);
    BREACH("attribute");
    return 0;
}
