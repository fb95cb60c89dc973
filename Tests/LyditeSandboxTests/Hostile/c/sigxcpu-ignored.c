// tries: go on after SIGXCPU
// endings: time-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    signal(SIGXCPU, SIG_IGN);
    for (volatile long n = 0;; n++) {}
    return 0;
}
