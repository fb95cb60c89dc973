// tries: make its pipes as large as they can be
// endings: forbidden-call
// levels: every
// call: fcntl
#include "hostile.h"

int main(int argc, char **argv) {
    for (int fd = 0; fd < 3; fd++) fcntl(fd, 1031, 1 << 20);
    BREACH("went on");
    return 0;
}
