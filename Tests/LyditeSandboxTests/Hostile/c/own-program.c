// tries: change its own program on disk while it runs
// endings: exited
#include "hostile.h"

int main(int argc, char **argv) {
    if (open(argv[0], O_WRONLY) >= 0) BREACH("written while it runs");
    rename(argv[0], "away");
    symlink("/dev/zero", argv[0]);
    return 0;
}
