// tries: hide memory in socket pairs
// endings: exited memory-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    static char b[65536];
    int n = 0, p[2];
    while (n < 1000 && socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, p) == 0) {
        while (write(p[1], b, sizeof b) > 0) {}
        n++;
    }
    if (n > 64) BREACH("sockets");
    return 0;
}
