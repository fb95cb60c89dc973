// tries: leave the root through openat with .. and through O_PATH descriptors
// endings: exited
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open("/", O_PATH | O_DIRECTORY);
    if (openat(fd, "../../../etc/passwd", O_RDONLY) >= 0) BREACH("openat");
    if (fchdir(fd) == 0 && open("../etc/hostname", O_RDONLY) >= 0) BREACH("fchdir");
    if (open("/proc/self/root/etc/passwd", O_RDONLY) >= 0) BREACH("magic link");
    return 0;
}
