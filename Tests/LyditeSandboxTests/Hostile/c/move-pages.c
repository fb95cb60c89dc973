// tries: learn where its parent's pages are
// endings: forbidden-call
// levels: every
// call: move_pages
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_move_pages, getppid(), 0, 0, 0, 0, 0);
    BREACH("pages");
    return 0;
}
