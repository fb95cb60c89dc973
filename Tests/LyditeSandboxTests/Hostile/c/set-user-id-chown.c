// tries: give a set-user-ID file to root
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (chown(argv[0], 0, 0) == 0 || lchown(argv[0], 0, 0) == 0) BREACH("chown");
    if (fchownat(AT_FDCWD, argv[0], 0, 0, 0) == 0) BREACH("fchownat");
    return 0;
}
