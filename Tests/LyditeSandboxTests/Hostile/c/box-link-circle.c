// tries: leave links that lead in circles
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    symlink("b", "a");
    symlink("a", "b");
    symlink(".", "here");
    symlink("here/here/here/here", "deep");
    return 0;
}
