// tries: reach reboot with a harmless command
// endings: forbidden-call
// levels: every
// call: reboot
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_reboot, 0xfee1dead, 672274793, 0, 0);
    BREACH("reboot");
    return 0;
}
