// tries: read back what it has written
// endings: exited
#include "hostile.h"

int main(int argc, char **argv) {
    write(1, "0123456789", 10);
    char b[10];
    if (open("/proc/self/fd/1", O_RDONLY) >= 0) BREACH("opened");
    if (read(1, b, 10) > 0) BREACH("read");
    return 0;
}
