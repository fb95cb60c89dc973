// tries: take a lease, which stops whoever opens the file
// endings: forbidden-call
// levels: every
// call: fcntl
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open("l", O_CREAT | O_RDWR, 0600);
    fcntl(fd, F_SETLEASE, F_WRLCK);
    BREACH("lease");
    return 0;
}
