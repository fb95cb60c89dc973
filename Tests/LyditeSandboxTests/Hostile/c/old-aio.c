// tries: use the older asynchronous calls
// endings: forbidden-call
// levels: every
// call: io_setup
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned long context = 0;
    syscall(SYS_io_setup, 1000, &context);
    BREACH("aio");
    return 0;
}
