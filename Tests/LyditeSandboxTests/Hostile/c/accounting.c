// tries: have the kernel write its accounts into a file
// endings: forbidden-call
// levels: every
// call: acct
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_acct, "/box/x");
    BREACH("acct");
    return 0;
}
