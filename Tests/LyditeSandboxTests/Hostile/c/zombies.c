// tries: keep three thousand children that nobody waits for
// endings: exited process-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int born = 0;
    for (int i = 0; i < 3000; i++) {
        int child = fork();
        if (child == 0) _exit(0);
        born += child > 0;
    }
    if (born > 64) BREACH("zombies");
    return 0;
}
