// tries: multiply memory by children that write to what they inherit
// endings: memory-limit
#include "hostile.h"

int main(int argc, char **argv) {
    enum { size = 30 << 20 };
    volatile char *p = malloc(size);
    for (int k = 0; k < size; k += 4096) p[k] = 1;
    for (int i = 0; i < 16; i++)
        if (fork() == 0) {
            for (int k = 0; k < size; k += 4096) p[k] = 2;
            sleep(1);
            BREACH("480 MiB");
            _exit(0);
        }
    while (wait(0) > 0) {}
    return 0;
}
