// tries: leave folders that nobody may enter, and its own as one of them
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    mkdir("a", 0700);
    mkdir("a/b", 0700);
    close(open("a/b/c", O_CREAT | O_WRONLY, 0));
    chmod("a/b", 0);
    chmod("a", 0);
    chmod(".", 0);
    return 0;
}
