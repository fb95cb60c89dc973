// tries: outlive its run with every descriptor closed and every signal ignored
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (fork() == 0) {
        for (int s = 1; s < 65; s++) signal(s, SIG_IGN);
        for (int fd = 0; fd < 64; fd++) close(fd);
        setsid();
        for (;;) sleep(9);
    }
    return 0;
}
