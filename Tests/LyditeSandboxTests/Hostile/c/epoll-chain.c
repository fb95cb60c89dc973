// tries: chain epoll descriptors into one another
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int last = epoll_create1(0), n = 1;
    for (; n < 5000; n++) {
        int next = epoll_create1(0);
        struct epoll_event event = {EPOLLIN, {0}};
        if (next < 0) break;
        epoll_ctl(next, EPOLL_CTL_ADD, last, &event);
        last = next;
    }
    if (n > 100) BREACH("descriptors");
    return 0;
}
