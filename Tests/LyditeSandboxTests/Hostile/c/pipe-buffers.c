// tries: hide memory in pipes
// endings: exited memory-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    static char b[65536];
    int n = 0, p[2];
    while (n < 1000 && pipe2(p, O_NONBLOCK) == 0) {
        while (write(p[1], b, sizeof b) > 0) {}
        n++;
    }
    if (n > 64) BREACH("pipes");
    return 0;
}
