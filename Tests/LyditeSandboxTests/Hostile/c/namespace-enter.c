// tries: enter the namespaces of process 1
// endings: forbidden-call
// levels: every
// call: setns
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open("/proc/1/ns/mnt", O_RDONLY);
    if (fd >= 0) BREACH("open");
    setns(fd < 0 ? 0 : fd, 0);
    BREACH("setns");
    return 0;
}
