// tries: lock a file that every program opens
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open("/lib/x86_64-linux-gnu/libc.so.6", O_RDONLY);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0 && fork() == 0) pause();
    return 0;
}
