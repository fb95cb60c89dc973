// tries: have the kernel send signals to its parent
// endings: forbidden-call
// levels: every
// call: fcntl
#include "hostile.h"

int main(int argc, char **argv) {
    fcntl(0, F_SETOWN, getppid());
    BREACH("owner");
    return 0;
}
