// tries: keep a POSIX queue that outlives it
// endings: forbidden-call
// levels: every
// call: mq_open
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_mq_open, "q", O_CREAT | O_RDWR, 0600, 0);
    BREACH("mq");
    return 0;
}
