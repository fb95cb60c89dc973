// tries: have itself interrupted a million times a second
// endings: time-limit wall-limit
// levels: every
// wall: 3
#include "hostile.h"

int main(int argc, char **argv) {
    signal(SIGALRM, (void (*)(int))getppid);
    struct itimerval often = {{0, 1}, {0, 1}};
    setitimer(ITIMER_REAL, &often, 0);
    for (volatile long n = 0;; n++) {}
    return 0;
}
