// tries: unshare what looks harmless
// endings: forbidden-call
// levels: every
// call: unshare
#include "hostile.h"

int main(int argc, char **argv) {
    unshare(CLONE_FILES | CLONE_FS | CLONE_SYSVSEM);
    BREACH("unshare");
    return 0;
}
