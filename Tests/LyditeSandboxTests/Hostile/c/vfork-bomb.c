// tries: multiply by vfork and exec
// endings: exited process-limit time-limit wall-limit memory-limit
// levels: every
// wall: 3
#include "hostile.h"

int main(int argc, char **argv) {
    for (;;) {
        int child = vfork();
        if (child < 0) _exit(1);
        if (child == 0) {
            execl(argv[0], argv[0], (char *)0);
            _exit(1);
        }
    }
    return 0;
}
