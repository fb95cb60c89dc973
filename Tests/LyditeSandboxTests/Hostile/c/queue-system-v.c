// tries: keep a queue that outlives it
// endings: forbidden-call
// levels: every
// call: msgget
#include "hostile.h"

int main(int argc, char **argv) {
    msgget(IPC_PRIVATE, IPC_CREAT | 0600);
    BREACH("msg");
    return 0;
}
