// tries: pose as a run that ended by a forbidden call
// endings: signalled
// levels: every
// bare: exited
#include "hostile.h"

int main(int argc, char **argv) {
    raise(SIGSYS);
    return 0;
}
