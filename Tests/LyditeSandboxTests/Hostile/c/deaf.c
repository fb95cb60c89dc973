// tries: spin, deaf to every signal
// endings: time-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, 0);
    for (int s = 1; s < 65; s++) signal(s, SIG_IGN);
    for (volatile long n = 0;; n++) {}
    return 0;
}
