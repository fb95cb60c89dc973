// tries: find that its streams are more than pipes
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int fd = 0; fd < 3; fd++) {
        struct stat s;
        if (fstat(fd, &s) != 0 || !S_ISFIFO(s.st_mode)) BREACH("no pipe");
        if (fchdir(fd) == 0) BREACH("a folder");
    }
    return 0;
}
