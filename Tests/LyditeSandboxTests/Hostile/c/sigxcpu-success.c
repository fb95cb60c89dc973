// tries: end with exit code 0 when its time is up
// endings: time-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    signal(SIGXCPU, (void (*)(int))exit);
    struct rlimit soon = {1, 1};
    setrlimit(RLIMIT_CPU, &soon);
    for (volatile long n = 0;; n++) {}
    return 0;
}
