// tries: open what belongs to its parent, through /proc
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    char path[64];
    const char *names[] = {"environ", "mem", "maps", "fd/0", "fd/3", "root/etc", "cwd/.", "exe"};
    for (int i = 0; i < 8; i++) {
        snprintf(path, sizeof path, "/proc/%d/%s", getppid(), names[i]);
        if (open(path, O_RDONLY) >= 0) BREACH("parent");
    }
    return 0;
}
