// tries: change the times of what all programs see
// endings: exited
#include "hostile.h"

int main(int argc, char **argv) {
    if (utimensat(AT_FDCWD, "/dev/null", 0, 0) == 0) BREACH("/dev/null");
    if (utimensat(AT_FDCWD, "/", 0, 0) == 0) BREACH("/");
    if (chmod("/dev/null", 0666) == 0) BREACH("mode");
    return 0;
}
