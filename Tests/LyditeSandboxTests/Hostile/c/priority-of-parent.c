// tries: change the priority and the processors of its parent
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(0, &one);
    if (setpriority(PRIO_PROCESS, getppid(), 19) == 0) BREACH("priority");
    if (sched_setaffinity(getppid(), sizeof one, &one) == 0) BREACH("affinity");
    return 0;
}
