// tries: call by the table of 32-bit calls
// endings: signalled
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(20) : "memory");
    BREACH("int 0x80");
    return 0;
}
