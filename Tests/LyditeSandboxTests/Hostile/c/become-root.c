// tries: become root
// endings: forbidden-call
// levels: every
// call: setuid
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_setuid, 0);
    BREACH("setuid");
    return 0;
}
