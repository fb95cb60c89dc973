// tries: make the call number -1, which tracers use for a skipped call
// endings: signalled forbidden-call exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (syscall(-1l) >= 0) BREACH("-1");
    return 0;
}
