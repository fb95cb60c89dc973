// tries: yield for ever so that no slice is ever whole
// endings: time-limit wall-limit
// levels: every
// wall: 4
#include "hostile.h"

int main(int argc, char **argv) {
    for (;;) sched_yield();
    return 0;
}
