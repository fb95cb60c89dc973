// tries: call the page at a fixed address
// endings: exited signalled forbidden-call
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    long seconds = ((long (*)(long *))0xffffffffff600400ul)(0);
    if (seconds < 0) BREACH("vsyscall");
    return 0;
}
