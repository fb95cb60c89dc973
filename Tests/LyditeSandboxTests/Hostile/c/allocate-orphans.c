// tries: let orphans hold memory after its end
// endings: memory-limit
#include "hostile.h"

int main(int argc, char **argv) {
    for (int i = 0; i < 8; i++)
        if (fork() == 0) {
            volatile char *p = malloc(50 << 20);
            for (int k = 0; k < 50 << 20; k += 4096) p[k] = 1;
            sleep(3);
            BREACH("400 MiB");
            _exit(0);
        }
    sleep(2);
    return 0;
}
