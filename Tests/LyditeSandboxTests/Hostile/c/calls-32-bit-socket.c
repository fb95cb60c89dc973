// tries: open a socket by the 32-bit socketcall
// endings: signalled
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int result;
    static int words[3] = {2, 1, 0};
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(102), "b"(1), "c"(words) : "memory");
    BREACH("socketcall");
    return 0;
}
