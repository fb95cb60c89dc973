// tries: open the program of its parent for writing
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/exe", getppid());
    if (open(path, O_WRONLY) >= 0 || open(path, O_RDWR) >= 0) BREACH("keeper");
    return 0;
}
