// tries: copy a tree of mounts
// endings: forbidden-call
// levels: every
// call: open_tree
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_open_tree, AT_FDCWD, "/", 1);
    BREACH("open_tree");
    return 0;
}
