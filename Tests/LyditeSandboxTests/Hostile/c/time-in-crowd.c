// tries: compute in sixteen children at once
// endings: time-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int i = 0; i < 16; i++)
        if (fork() == 0)
            for (volatile long n = 0;; n++) {}
    while (wait(0) > 0) {}
    return 0;
}
