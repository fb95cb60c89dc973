// tries: multiply as fast as it can
// endings: process-limit time-limit wall-limit exited memory-limit
// levels: every
// wall: 3
#include "hostile.h"

int main(int argc, char **argv) {
    for (;;) fork();
    return 0;
}
