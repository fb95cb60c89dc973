// tries: write raw packets
// endings: forbidden-call
// levels: every
// call: socket
#include "hostile.h"

int main(int argc, char **argv) {
    socket(AF_INET, SOCK_RAW, 255);
    BREACH("socket");
    return 0;
}
