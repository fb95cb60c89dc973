// tries: make a hundred thousand timers
// endings: forbidden-call
// levels: every
// call: timer_create
#include "hostile.h"

int main(int argc, char **argv) {
    timer_t t;
    for (int i = 0; i < 100000; i++) timer_create(CLOCK_REALTIME, 0, &t);
    BREACH("timers");
    return 0;
}
