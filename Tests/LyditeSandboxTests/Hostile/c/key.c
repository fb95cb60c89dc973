// tries: leave a key in the keyring of its user
// endings: forbidden-call
// levels: every
// call: add_key
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_add_key, "user", "x", "y", 1, -4);
    BREACH("key");
    return 0;
}
