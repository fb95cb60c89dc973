// tries: compare itself with its parent
// endings: forbidden-call
// levels: every
// call: kcmp
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_kcmp, getpid(), getppid(), 1, 0, 0);
    BREACH("kcmp");
    return 0;
}
