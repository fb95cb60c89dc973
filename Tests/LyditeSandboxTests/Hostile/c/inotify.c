// tries: take the watches that all of a user's programs share
// endings: forbidden-call
// levels: every
// call: inotify_init1
#include "hostile.h"

int main(int argc, char **argv) {
    for (int i = 0; i < 2000; i++) syscall(SYS_inotify_init1, 0);
    BREACH("inotify");
    return 0;
}
