// tries: change the flags that both ends of a pipe may share
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int fd = 0; fd < 3; fd++) fcntl(fd, F_SETFL, O_NONBLOCK | O_DIRECT);
    for (int i = 0; i < 99; i++) write(1, "0123456789", 10);
    return 0;
}
