// tries: make a file of a tebibyte that a copy would fill
// endings: exited signalled
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open("big", O_CREAT | O_RDWR, 0600);
    signal(SIGXFSZ, SIG_IGN);
    if (ftruncate(fd, 1ll << 40) == 0) BREACH("1 TiB");
    return 0;
}
