// tries: change the limits of its parent
// endings: forbidden-call
// levels: every
// call: prlimit64
#include "hostile.h"

int main(int argc, char **argv) {
    struct rlimit none = {0, 0};
    prlimit(getppid(), RLIMIT_CPU, &none, 0);
    BREACH("limits");
    return 0;
}
