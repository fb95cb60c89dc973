// tries: turn off the randomisation of addresses
// endings: forbidden-call
// levels: every
// call: personality
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_personality, 0x40000);
    BREACH("personality");
    return 0;
}
