// tries: close every descriptor and live on
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int fd = 0; fd < 1024; fd++) close(fd);
    usleep(200000);
    return 0;
}
