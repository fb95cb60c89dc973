// tries: lift the limit that keeps the host's dump program away
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    struct rlimit none = {0, 0}, all = {RLIM_INFINITY, RLIM_INFINITY};
    if (setrlimit(RLIMIT_CORE, &none) == 0 || setrlimit(RLIMIT_CORE, &all) == 0) BREACH("core limit");
    return 0;
}
