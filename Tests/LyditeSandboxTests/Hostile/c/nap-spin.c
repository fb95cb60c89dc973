// tries: sleep for a microsecond, again and again
// endings: time-limit wall-limit
// levels: every
// wall: 3
#include "hostile.h"

int main(int argc, char **argv) {
    for (;;) usleep(1);
    return 0;
}
