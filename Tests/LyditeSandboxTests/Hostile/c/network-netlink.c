// tries: list the interfaces
// endings: forbidden-call
// levels: every
// call: socket
#include "hostile.h"

int main(int argc, char **argv) {
    socket(AF_NETLINK, SOCK_RAW, 0);
    BREACH("socket");
    return 0;
}
