// tries: listen under a name of the machine
// endings: forbidden-call
// levels: every
// call: bind
#include "hostile.h"

int main(int argc, char **argv) {
    int pair[2];
    struct sockaddr_un name = {AF_UNIX, "\0lydite-users-1"};
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    bind(pair[0], (void *)&name, sizeof name);
    BREACH("bound");
    return 0;
}
