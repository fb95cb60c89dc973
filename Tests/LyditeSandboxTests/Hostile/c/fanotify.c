// tries: watch the whole file system
// endings: forbidden-call
// levels: every
// call: fanotify_init
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_fanotify_init, 0, 0);
    BREACH("fanotify");
    return 0;
}
