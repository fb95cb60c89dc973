// tries: take the huge pages of the host
// endings: exited signalled memory-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int i = 0; i < 64; i++) {
        char *p = mmap(0, 2 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
        if (p != MAP_FAILED) *p = 1;
    }
    return 0;
}
