// tries: send to a service by its path over any pair
// endings: forbidden-call
// levels: every
// call: sendto
#include "hostile.h"

int main(int argc, char **argv) {
    int pair[2];
    struct sockaddr_un to = {AF_UNIX, "/run/systemd/journal/socket"};
    socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair);
    sendto(pair[0], "x", 1, 0, (void *)&to, sizeof to);
    BREACH("sent");
    return 0;
}
