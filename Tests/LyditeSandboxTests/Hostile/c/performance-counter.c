// tries: open a performance counter
// endings: forbidden-call
// levels: every
// call: perf_event_open
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned attributes[32] = {0, 128};
    syscall(SYS_perf_event_open, attributes, 0, -1, -1, 0);
    BREACH("perf");
    return 0;
}
