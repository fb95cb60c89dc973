// tries: raise its hard limits
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY}, now;
    for (int r = 0; r < 16; r++)
        if (getrlimit(r, &now) == 0 && now.rlim_max != RLIM_INFINITY && setrlimit(r, &none) == 0) BREACH("limit");
    return 0;
}
