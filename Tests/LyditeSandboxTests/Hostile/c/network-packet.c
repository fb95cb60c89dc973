// tries: read every packet of an interface
// endings: forbidden-call
// levels: every
// call: socket
#include "hostile.h"

int main(int argc, char **argv) {
    socket(AF_PACKET, SOCK_RAW, 0x0300);
    BREACH("socket");
    return 0;
}
