// tries: open a file by a guessed handle
// endings: forbidden-call
// levels: every
// call: open_by_handle_at
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned room[8] = {8, 1, 2, 0};
    syscall(SYS_open_by_handle_at, AT_FDCWD, room, O_RDONLY);
    BREACH("handle");
    return 0;
}
