// tries: reach the kernel's ciphers
// endings: forbidden-call
// levels: every
// call: socket
#include "hostile.h"

int main(int argc, char **argv) {
    socket(38, SOCK_SEQPACKET, 0);
    BREACH("socket");
    return 0;
}
