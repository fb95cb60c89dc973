// tries: read the kernel's log
// endings: forbidden-call
// levels: every
// call: syslog
#include "hostile.h"

int main(int argc, char **argv) {
    char b[64];
    syscall(SYS_syslog, 3, b, sizeof b);
    BREACH("log");
    return 0;
}
