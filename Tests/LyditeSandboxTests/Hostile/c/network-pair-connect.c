// tries: turn a pair into a connection
// endings: forbidden-call
// levels: every
// call: connect
#include "hostile.h"

int main(int argc, char **argv) {
    int pair[2];
    struct sockaddr_un to = {AF_UNIX, "\0lydite"};
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    connect(pair[0], (void *)&to, sizeof to);
    BREACH("connected");
    return 0;
}
