// tries: make a BPF map
// endings: forbidden-call
// levels: every
// call: bpf
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned attributes[16] = {2, 4, 4, 1};
    syscall(SYS_bpf, 0, attributes, sizeof attributes);
    BREACH("bpf");
    return 0;
}
