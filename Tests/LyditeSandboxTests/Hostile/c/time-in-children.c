// tries: spread its time over short children
// endings: time-limit
// wall: 4
#include "hostile.h"

int main(int argc, char **argv) {
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        if (fork() == 0) {
            for (volatile int i = 0; i < 9000000; i++) {}
            _exit(0);
        }
        usleep(2000);
    }
    return 0;
}
