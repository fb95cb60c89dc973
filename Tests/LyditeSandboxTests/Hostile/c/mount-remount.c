// tries: make the read-only root writable
// endings: forbidden-call
// levels: every
// call: mount
#include "hostile.h"

int main(int argc, char **argv) {
    mount(0, "/", 0, MS_REMOUNT | MS_BIND, 0);
    BREACH("remounted");
    return 0;
}
