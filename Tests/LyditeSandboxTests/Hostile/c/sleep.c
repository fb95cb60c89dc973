// tries: sleep for ever
// endings: wall-limit
// levels: every
// wall: 1
#include "hostile.h"

int main(int argc, char **argv) {
    for (;;) pause();
    return 0;
}
