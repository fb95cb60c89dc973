// tries: reach a service by its path or name
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (socket(AF_UNIX, SOCK_STREAM, 0) >= 0) BREACH("socket");
    if (syscall(SYS_socket, 0xffffffff00000001ul, SOCK_DGRAM, 0) >= 0) BREACH("upper half");
    return 0;
}
