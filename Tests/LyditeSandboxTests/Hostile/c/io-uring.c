// tries: make a ring through which calls pass no filter
// endings: forbidden-call
// levels: every
// call: io_uring_setup
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned parameters[30] = {0};
    syscall(425, 4, parameters);
    BREACH("io_uring");
    return 0;
}
