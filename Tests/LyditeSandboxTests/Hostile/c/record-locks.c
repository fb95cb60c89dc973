// tries: hold twenty thousand locks on one file
// endings: exited wall-limit time-limit
// levels: every
// wall: 5
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open("l", O_CREAT | O_RDWR, 0600);
    for (long i = 0; i < 20000; i++) {
        struct flock one = {F_WRLCK, SEEK_SET, 2 * i, 1, 0};
        if (fcntl(fd, F_SETLK, &one) != 0) break;
    }
    return 0;
}
