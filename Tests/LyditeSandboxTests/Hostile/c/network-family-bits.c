// tries: hide the family in the upper half of the register
// endings: forbidden-call exited
// levels: every
// call: socket
#include "hostile.h"

int main(int argc, char **argv) {
    if (syscall(SYS_socket, 0xffffffff00000002ul, SOCK_STREAM, 0) >= 0) BREACH("socket");
    return 0;
}
