// tries: stop so that it neither ends nor computes
// endings: wall-limit
// levels: every
// wall: 1
// bare: exited
#include "hostile.h"

int main(int argc, char **argv) {
    raise(SIGSTOP);
    return 0;
}
