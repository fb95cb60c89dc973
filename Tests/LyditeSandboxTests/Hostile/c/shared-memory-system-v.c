// tries: keep a segment that outlives it
// endings: forbidden-call
// levels: every
// call: shmget
#include "hostile.h"

int main(int argc, char **argv) {
    shmget(IPC_PRIVATE, 1 << 20, IPC_CREAT | 0600);
    BREACH("shm");
    return 0;
}
