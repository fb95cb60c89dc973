// tries: kill its own group, with whoever is in it
// endings: signalled
// levels: every
// bare: exited
#include "hostile.h"

int main(int argc, char **argv) {
    kill(0, SIGKILL);
    return 0;
}
