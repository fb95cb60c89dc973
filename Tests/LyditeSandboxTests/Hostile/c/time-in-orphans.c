// tries: spread its time over orphans that are no one's children
// endings: time-limit process-limit wall-limit
// levels: every
// wall: 4
#include "hostile.h"

int main(int argc, char **argv) {
    for (;;) {
        int child = fork();
        if (child == 0) {
            if (fork() == 0)
                for (volatile int i = 0; i < 9000000; i++) {}
            _exit(0);
        }
        waitpid(child, 0, 0);
        usleep(5000);
    }
    return 0;
}
