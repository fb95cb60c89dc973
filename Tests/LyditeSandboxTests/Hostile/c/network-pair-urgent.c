// tries: send an urgent byte through a pair, whose code in the kernel has been a way out
// endings: forbidden-call
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) return 0;
    if (send(pair[0], "x", 1, MSG_OOB) == 1) BREACH("an urgent byte was sent");
    return 0;
}
