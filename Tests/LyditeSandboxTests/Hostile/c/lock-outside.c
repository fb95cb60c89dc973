// tries: lock files that every program opens, as a signal to others
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    static const char *const files[] = {"/lib/x86_64-linux-gnu/libc.so.6", "/usr/lib", "/dev/null"};
    for (int i = 0; i < 3; i++) {
        int fd = open(files[i], O_RDONLY);
        if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) BREACH("a file of the host is locked");
    }
    return 0;
}
