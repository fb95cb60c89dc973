// tries: walk up from its own folder to the root of the host
// endings: exited
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open(".", O_RDONLY | O_DIRECTORY);
    for (int i = 0; i < 64; i++) {
        int up = openat(fd, "..", O_RDONLY | O_DIRECTORY);
        if (up < 0) return 0;
        close(fd);
        fd = up;
        if (faccessat(fd, "etc/passwd", F_OK, 0) == 0) BREACH("etc/passwd");
        if (faccessat(fd, "home", F_OK, 0) == 0) BREACH("home");
    }
    return 0;
}
