// tries: load a module into the kernel
// endings: forbidden-call
// levels: every
// call: finit_module
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_finit_module, 0, "", 0);
    BREACH("module");
    return 0;
}
