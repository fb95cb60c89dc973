// tries: start four thousand threads
// endings: exited process-limit memory-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 65536);
    int alive = 0;
    pthread_t one;
    for (int i = 0; i < 4000; i++) alive += pthread_create(&one, &small, (void *(*)(void *))pause, 0) == 0;
    if (alive > 64) BREACH("threads");
    _exit(0);
    return 0;
}
