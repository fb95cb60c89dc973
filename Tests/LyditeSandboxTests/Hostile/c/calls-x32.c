// tries: call by the table of x32 calls
// endings: signalled
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (syscall(0x40000000 + 39) > 0) BREACH("x32");
    BREACH("went on");
    return 0;
}
