// tries: write its own read-only memory by pid
// endings: forbidden-call
// levels: every
// call: process_vm_writev
#include "hostile.h"

int main(int argc, char **argv) {
    char b[8] = "x";
    struct iovec here = {b, 8}, there = {(void *)main, 8};
    process_vm_writev(getpid(), &here, 1, &there, 1, 0);
    BREACH("written");
    return 0;
}
