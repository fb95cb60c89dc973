// tries: signal every process by its number
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int reached = 0;
    for (int pid = 1; pid < 33000; pid++)
        if (pid != getpid() && pid != getppid() && kill(pid, 0) == 0) reached++;
    if (reached > 0) BREACH("reached");
    return 0;
}
