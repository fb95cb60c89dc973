// tries: hide descriptors in messages that nobody reads
// endings: exited memory-limit process-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int n = 0;
    for (int i = 0; i < 20000; i++) {
        int p[2];
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, p) != 0) break;
        char room[CMSG_SPACE(sizeof(int))] = {0}, byte = 0;
        struct iovec one = {&byte, 1};
        struct msghdr m = {.msg_iov = &one, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
        struct cmsghdr *c = CMSG_FIRSTHDR(&m);
        *c = (struct cmsghdr){CMSG_LEN(sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
        memcpy(CMSG_DATA(c), &p[1], sizeof(int));
        if (sendmsg(p[0], &m, MSG_DONTWAIT) < 0) break;
        close(p[0]);
        close(p[1]);
        n++;
    }
    if (n > 19000) puts("many");
    return 0;
}
