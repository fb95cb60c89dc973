// tries: make calls that this kernel may know and the filter does not
// endings: forbidden-call
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (long number = 470; number < 1000; number++) {
        syscall(number, 0, 0, 0, 0, 0, 0);
        BREACH("unknown");
    }
    return 0;
}
