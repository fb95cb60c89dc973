// tries: connect to a machine outside
// endings: forbidden-call
// levels: every
// call: socket
#include "hostile.h"

int main(int argc, char **argv) {
    socket(AF_INET, SOCK_STREAM, 0);
    BREACH("socket");
    return 0;
}
