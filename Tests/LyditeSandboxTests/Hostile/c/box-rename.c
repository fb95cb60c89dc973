// tries: put another folder into the place of its own
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    mkdir("/box2", 0700);
    if (rename("/box", "/box2") == 0) BREACH("renamed");
    rename(".", "../other");
    return 0;
}
