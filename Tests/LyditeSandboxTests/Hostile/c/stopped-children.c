// tries: leave stopped children behind
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int i = 0; i < 8; i++)
        if (fork() == 0)
            for (;;) raise(SIGSTOP);
    usleep(30000);
    return 0;
}
