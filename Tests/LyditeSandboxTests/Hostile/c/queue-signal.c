// tries: send a signal with a forged sender
// endings: forbidden-call
// levels: every
// call: rt_sigqueueinfo
#include "hostile.h"

int main(int argc, char **argv) {
    char info[128] = {0};
    syscall(SYS_rt_sigqueueinfo, 1, SIGTERM, info);
    BREACH("queued");
    return 0;
}
