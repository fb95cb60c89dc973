// tries: raise its own priority
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (setpriority(PRIO_PROCESS, 0, -20) == 0 || nice(-20) != -1) BREACH("priority");
    return 0;
}
