// tries: mount through the newer calls
// endings: forbidden-call
// levels: every
// call: fsopen
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_fsopen, "tmpfs", 0);
    BREACH("fsopen");
    return 0;
}
