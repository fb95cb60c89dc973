// tries: kill whatever it can reach
// endings: exited signalled
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    kill(1, SIGKILL);
    kill(getppid(), SIGKILL);
    kill(-1, SIGKILL);
    return 0;
}
