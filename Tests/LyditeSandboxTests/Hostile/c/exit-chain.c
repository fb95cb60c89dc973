// tries: fork and end at once, so that a killer by number is late
// endings: exited process-limit time-limit wall-limit memory-limit
// levels: every
// wall: 3
#include "hostile.h"

int main(int argc, char **argv) {
    for (;;)
        if (fork() != 0) _exit(0);
    return 0;
}
