// tries: name a receiver in the message over a pair of packet sockets
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int pair[2];
    struct sockaddr_un to = {AF_UNIX, "/run/systemd/journal/socket"};
    struct iovec one = {"x", 1};
    struct msghdr m = {.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &one, .msg_iovlen = 1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) != 0) return 0;
    sendmsg(pair[0], &m, MSG_DONTWAIT);
    char b[8];
    if (recv(pair[1], b, 8, MSG_DONTWAIT) < 0) BREACH("it went elsewhere");
    return 0;
}
