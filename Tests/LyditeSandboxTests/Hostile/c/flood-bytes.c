// tries: write one byte at a time
// endings: output-limit time-limit wall-limit
// levels: every
// wall: 4
#include "hostile.h"

int main(int argc, char **argv) {
    for (;;) write(1, "x", 1);
    return 0;
}
