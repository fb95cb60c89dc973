// tries: read the environment, the memory and the descriptors of process 1
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    const char *paths[] = {"/proc/1/environ", "/proc/1/mem", "/proc/1/maps", "/proc/1/fd/0", "/proc/1/root/etc"};
    for (int i = 0; i < 5; i++)
        if (open(paths[i], O_RDONLY) >= 0) BREACH("process 1");
    return 0;
}
