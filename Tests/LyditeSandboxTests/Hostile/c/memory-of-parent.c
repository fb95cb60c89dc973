// tries: read the memory of its parent
// endings: forbidden-call
// levels: every
// call: process_vm_readv
#include "hostile.h"

int main(int argc, char **argv) {
    char b[8];
    struct iovec here = {b, 8}, there = {(void *)0x400000, 8};
    process_vm_readv(getppid(), &here, 1, &there, 1, 0);
    BREACH("read");
    return 0;
}
