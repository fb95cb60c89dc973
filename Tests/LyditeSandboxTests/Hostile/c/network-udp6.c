// tries: send a datagram by the newer protocol
// endings: forbidden-call
// levels: every
// call: socket
#include "hostile.h"

int main(int argc, char **argv) {
    socket(AF_INET6, SOCK_DGRAM, 0);
    BREACH("socket");
    return 0;
}
