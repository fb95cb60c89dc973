// tries: find descriptors that it was never given
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int fd = 3; fd < 4096; fd++)
        if (fcntl(fd, F_GETFD) >= 0) BREACH("descriptor");
    return 0;
}
