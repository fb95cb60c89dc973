// tries: spread memory over children, so that no single one is large
// endings: memory-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int i = 0; i < 8; i++)
        if (fork() == 0) {
            volatile char *p = malloc(50 << 20);
            for (int k = 0; k < 50 << 20; k += 4096) p[k] = 1;
            sleep(1);
            BREACH("400 MiB");
            _exit(0);
        }
    while (wait(0) > 0) {}
    return 0;
}
