// tries: hang in vfork with a child that never executes
// endings: wall-limit
// levels: every
// wall: 1
#include "hostile.h"

int main(int argc, char **argv) {
    if (vfork() == 0)
        for (;;) pause();
    return 0;
}
