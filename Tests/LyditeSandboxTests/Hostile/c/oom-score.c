// tries: be the last that is killed when memory runs out
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = open("/proc/self/oom_score_adj", O_WRONLY);
    if (fd >= 0 && write(fd, "-1000", 5) == 5) BREACH("oom_score_adj");
    return 0;
}
