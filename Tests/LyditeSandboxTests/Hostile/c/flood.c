// tries: write without end
// endings: output-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    static char b[1 << 16];
    for (;;) write(1, b, sizeof b);
    return 0;
}
