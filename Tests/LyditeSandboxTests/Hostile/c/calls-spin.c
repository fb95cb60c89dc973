// tries: spend its time inside the kernel
// endings: time-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (;;) getppid();
    return 0;
}
