// tries: multiply, every child deaf to signals
// endings: process-limit time-limit wall-limit exited memory-limit
// levels: every
// wall: 3
#include "hostile.h"

int main(int argc, char **argv) {
    for (int s = 1; s < 65; s++) signal(s, SIG_IGN);
    for (;;) fork();
    return 0;
}
