// tries: make processes that share memory but no thread group
// endings: exited process-limit memory-limit
// levels: every
// wall: 5
#include "hostile.h"

int main(int argc, char **argv) {
    static char stacks[256][4096];
    int alive = 0;
    for (int i = 0; i < 256; i++)
        alive += clone((int (*)(void *))pause, stacks[i] + 4096, CLONE_VM | CLONE_FILES | SIGCHLD, 0) > 0;
    if (alive > 64) BREACH("processes");
    return 0;
}
