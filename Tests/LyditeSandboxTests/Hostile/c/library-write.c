// tries: change the C library that the next program loads
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    const char *names[] = {"/lib/x86_64-linux-gnu/libc.so.6", "/lib64/ld-linux-x86-64.so.2"};
    for (int i = 0; i < 2; i++) {
        if (open(names[i], O_WRONLY) >= 0 || truncate(names[i], 0) == 0) BREACH("written");
        if (unlink(names[i]) == 0 || rename(names[i], "/box/x") == 0) BREACH("removed");
        if (chmod(names[i], 0777) == 0) BREACH("mode");
    }
    return 0;
}
