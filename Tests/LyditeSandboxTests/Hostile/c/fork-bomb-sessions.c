// tries: multiply into sessions of their own, out of every group
// endings: process-limit time-limit wall-limit exited memory-limit
// levels: every
// wall: 3
#include "hostile.h"

int main(int argc, char **argv) {
    for (;;)
        if (fork() == 0) setsid();
    return 0;
}
