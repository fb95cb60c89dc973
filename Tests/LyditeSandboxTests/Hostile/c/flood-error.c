// tries: write to the error stream without end
// endings: output-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    static char b[1 << 16];
    for (;;) write(2, b, sizeof b);
    return 0;
}
