// tries: outlive its run in a session of its own
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (fork() == 0) {
        setsid();
        if (fork() == 0)
            for (;;) sleep(9);
        _exit(0);
    }
    usleep(50000);
    return 0;
}
