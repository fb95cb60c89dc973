// tries: take a file's handle, to open it around the mount namespace
// endings: forbidden-call
// levels: every
// call: name_to_handle_at
#include "hostile.h"

int main(int argc, char **argv) {
    char room[256] = {0};
    int id;
    *(unsigned *)room = 128;
    syscall(SYS_name_to_handle_at, AT_FDCWD, "/", room, &id, 0);
    BREACH("handle");
    return 0;
}
