// tries: send and receive urgent bytes by messages
// endings: forbidden-call
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int pair[2];
    char byte = 1;
    struct iovec part = {&byte, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) return 0;
    if (fork() == 0) {
        sendmsg(pair[0], &message, MSG_OOB | MSG_NOSIGNAL);
        BREACH("an urgent message was sent");
        leave();
    }
    usleep(20000);
    recvmsg(pair[1], &message, MSG_OOB | MSG_DONTWAIT);
    BREACH("an urgent message was asked for");
    return 0;
}
