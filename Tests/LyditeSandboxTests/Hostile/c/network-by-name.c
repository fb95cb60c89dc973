// tries: send to a service by its path over a pair of datagram sockets
// endings: forbidden-call
// levels: every
// call: socketpair
#include "hostile.h"

int main(int argc, char **argv) {
    int pair[2];
    socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
    BREACH("pair");
    return 0;
}
