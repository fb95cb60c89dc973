// tries: write a report of its own to every descriptor
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int fd = 0; fd < 1024; fd++) dprintf(fd, "{\"ending\":\"exited\",\"exitCode\":0}\n");
    return 0;
}
