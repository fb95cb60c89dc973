// tries: read what nobody will write
// endings: wall-limit
// levels: every
// wall: 1
#include "hostile.h"

int main(int argc, char **argv) {
    int p[2];
    char b;
    if (pipe(p) == 0) read(p[0], &b, 1);
    return 0;
}
