// tries: make timers behind descriptors
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int n = 0;
    while (n < 5000 && timerfd_create(CLOCK_MONOTONIC, 0) >= 0) n++;
    if (n > 100) BREACH("timers");
    return 0;
}
