// tries: mount a file system over its folder
// endings: forbidden-call
// levels: every
// call: mount
#include "hostile.h"

int main(int argc, char **argv) {
    mount("none", "/box", "tmpfs", 0, "size=1g");
    BREACH("mounted");
    return 0;
}
