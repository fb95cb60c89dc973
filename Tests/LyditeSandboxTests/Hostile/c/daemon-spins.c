// tries: go on computing after its run has ended
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int i = 0; i < 4; i++)
        if (fork() == 0) {
            setsid();
            for (volatile long n = 0;; n++) {}
        }
    return 0;
}
