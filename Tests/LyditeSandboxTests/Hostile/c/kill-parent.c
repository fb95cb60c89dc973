// tries: kill its parent
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    kill(getppid(), SIGKILL);
    kill(getppid(), SIGSTOP);
    return 0;
}
