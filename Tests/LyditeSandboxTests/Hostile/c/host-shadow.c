// tries: read the passwords of the host
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open("/etc/shadow", O_RDONLY);
    char b[64];
    if (fd >= 0 && read(fd, b, sizeof b) > 0) BREACH("shadow");
    return 0;
}
