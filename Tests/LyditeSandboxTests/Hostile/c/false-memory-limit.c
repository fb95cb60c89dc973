// tries: pose as a run that was killed for memory
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    _exit(137);
    return 0;
}
