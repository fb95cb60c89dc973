// tries: take a real-time class
// endings: forbidden-call
// levels: every
// call: sched_setscheduler
#include "hostile.h"

int main(int argc, char **argv) {
    struct sched_param p = {1};
    sched_setscheduler(0, SCHED_FIFO, &p);
    BREACH("real time");
    return 0;
}
