// tries: keep semaphores that outlive it
// endings: forbidden-call
// levels: every
// call: semget
#include "hostile.h"

int main(int argc, char **argv) {
    semget(IPC_PRIVATE, 100, IPC_CREAT | 0600);
    BREACH("sem");
    return 0;
}
