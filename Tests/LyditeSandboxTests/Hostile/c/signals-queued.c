// tries: keep sixty thousand signals in the queue that its user's programs share
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, 0);
    for (int i = 0; i < 60000; i++) kill(getpid(), SIGRTMIN + 1);
    int n = 0;
    struct timespec none = {0, 0};
    while (sigtimedwait(&all, 0, &none) > 0) n++;
    if (n > 4096) BREACH("queued");
    return 0;
}
