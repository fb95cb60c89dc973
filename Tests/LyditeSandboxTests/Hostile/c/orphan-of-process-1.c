// tries: wait until process 1 is its parent, and live on there
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (fork() == 0) {
        int parent = getppid();
        while (getppid() == parent) usleep(1000);
        for (;;) pause();
    }
    return 0;
}
