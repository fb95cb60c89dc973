// tries: set the clock
// endings: forbidden-call
// levels: every
// call: clock_settime
#include "hostile.h"

int main(int argc, char **argv) {
    struct timespec t = {-1, -1};
    syscall(SYS_clock_settime, CLOCK_REALTIME, &t);
    BREACH("clock");
    return 0;
}
