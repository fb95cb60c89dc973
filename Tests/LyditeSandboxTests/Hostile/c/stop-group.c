// tries: stop its own group, with whoever is in it
// endings: wall-limit
// levels: every
// wall: 1
// bare: exited
#include "hostile.h"

int main(int argc, char **argv) {
    kill(0, SIGSTOP);
    return 0;
}
