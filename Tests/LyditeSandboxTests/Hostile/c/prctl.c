// tries: change what prctl changes of a process
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (prctl(PR_SET_DUMPABLE, 1) == 0 || prctl(PR_SET_PDEATHSIG, 0) == 0) BREACH("ties");
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) == 0 || prctl(PR_SET_KEEPCAPS, 1) == 0) BREACH("rights");
    if (prctl(PR_SET_SECCOMP, 1) == 0 || prctl(PR_SET_MM, 1, 0, 0, 0) == 0) BREACH("layout");
    if (prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0 || prctl(59, 1, 0, 0, 0) == 0) BREACH("dispatch");
    return 0;
}
