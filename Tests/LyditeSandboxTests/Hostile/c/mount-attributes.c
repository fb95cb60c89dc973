// tries: clear the read-only attribute of the root
// endings: forbidden-call
// levels: every
// call: mount_setattr
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned long attributes[4] = {0, 1, 0, 0};
    syscall(442, AT_FDCWD, "/", 0, attributes, sizeof attributes);
    BREACH("mount_setattr");
    return 0;
}
