// tries: join the groups of the host
// endings: forbidden-call
// levels: every
// call: setgroups
#include "hostile.h"

int main(int argc, char **argv) {
    gid_t all[] = {0, 4, 42};
    syscall(SYS_setgroups, 3, all);
    BREACH("groups");
    return 0;
}
