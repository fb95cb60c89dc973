// tries: have three thousand children that wait
// endings: exited process-limit
// levels: every
#include "hostile.h"

// On a busy machine the clock may end it, and then the refused forks are what ended it.

int main(int argc, char **argv) {
    int alive = 0;
    for (int i = 0; i < 3000; i++) {
        int child = fork();
        if (child == 0) {
            pause();
            _exit(0);
        }
        alive += child > 0;
    }
    if (alive > 64) BREACH("children");
    return 0;
}
