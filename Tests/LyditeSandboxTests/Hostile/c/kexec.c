// tries: load another kernel
// endings: forbidden-call
// levels: every
// call: kexec_load
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_kexec_load, 0, 0, 0, -1);
    BREACH("kexec");
    return 0;
}
