// tries: flood the output by a child that stays behind
// endings: exited output-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (fork() == 0) {
        static char b[65536];
        setsid();
        for (;;)
            if (write(1, b, sizeof b) < 0) _exit(0);
    }
    usleep(20000);
    return 0;
}
