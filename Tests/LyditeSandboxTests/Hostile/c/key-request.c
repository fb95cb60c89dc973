// tries: have the kernel start its key program on the host
// endings: forbidden-call
// levels: every
// call: request_key
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_request_key, "user", "x", "y", -4);
    BREACH("key");
    return 0;
}
