// tries: map its pages into a pipe
// endings: forbidden-call
// levels: every
// call: vmsplice
#include "hostile.h"

int main(int argc, char **argv) {
    int p[2];
    if (pipe(p) != 0) return 0;
    static char page[4096];
    struct iovec one = {page, sizeof page};
    vmsplice(p[1], &one, 1, 0);
    BREACH("vmsplice");
    return 0;
}
