// tries: gain rights through set-user-ID bits on a file of its own
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (argc > 1) {
        if (geteuid() == 0 || getegid() == 0) BREACH("root");
        return 0;
    }
    chmod(argv[0], 06777);
    execl(argv[0], argv[0], "again", (char *)0);
    return 0;
}
