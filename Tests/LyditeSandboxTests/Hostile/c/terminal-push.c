// tries: push characters into a terminal
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int fd = 0; fd < 3; fd++)
        if (ioctl(fd, TIOCSTI, "x") == 0 || ioctl(fd, TIOCSCTTY, 1) == 0) BREACH("terminal");
    if (open("/dev/tty", O_RDWR) >= 0) BREACH("/dev/tty");
    return 0;
}
