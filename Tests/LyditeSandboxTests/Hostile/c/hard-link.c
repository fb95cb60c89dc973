// tries: link a file from outside into its folder and write to it
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    const char *files[] = {"/usr/lib/x86_64-linux-gnu/libc.so.6", "/lib/x86_64-linux-gnu/libm.so.6", "/etc/passwd"};
    for (int i = 0; i < 3; i++) {
        unlink("mine");
        if (link(files[i], "mine") == 0 && open("mine", O_WRONLY) >= 0) BREACH("linked");
    }
    return 0;
}
