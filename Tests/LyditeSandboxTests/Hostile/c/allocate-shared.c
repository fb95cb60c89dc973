// tries: hide memory in shared mappings
// endings: memory-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int i = 0; i < 400; i++) memset(mmap(0, 1 << 20, 3, MAP_SHARED | MAP_ANONYMOUS, -1, 0), 1, 1 << 20);
    BREACH("400 MiB");
    return 0;
}
