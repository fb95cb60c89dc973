// tries: reach the machine below this one
// endings: forbidden-call
// levels: every
// call: socket
#include "hostile.h"

int main(int argc, char **argv) {
    socket(40, SOCK_STREAM, 0);
    BREACH("socket");
    return 0;
}
