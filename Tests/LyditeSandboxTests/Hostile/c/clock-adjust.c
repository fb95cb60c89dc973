// tries: bend the clock
// endings: forbidden-call
// levels: every
// call: adjtimex
#include "hostile.h"

int main(int argc, char **argv) {
    char room[256] = {0};
    syscall(SYS_adjtimex, room);
    BREACH("adjtimex");
    return 0;
}
