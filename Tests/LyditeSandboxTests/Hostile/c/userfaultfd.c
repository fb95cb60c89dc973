// tries: hold the kernel inside a copy with userfaultfd
// endings: forbidden-call
// levels: every
// call: userfaultfd
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_userfaultfd, 1);
    BREACH("userfaultfd");
    return 0;
}
