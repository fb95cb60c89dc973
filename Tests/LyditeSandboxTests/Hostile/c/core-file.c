// tries: leave a core file of a crashed child
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (fork() == 0) abort();
    wait(0);
    if (access("core", F_OK) == 0) BREACH("core");
    return 0;
}
