// tries: open kernel knobs for writing
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    const char *names[] = {"/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe", "/proc/sys/vm/drop_caches",
                           "/sys/kernel/uevent_helper", "/sys/power/state", "/sys/kernel/mm/transparent_hugepage/enabled"};
    for (int i = 0; i < 7; i++)
        if (open(names[i], O_WRONLY) >= 0) BREACH("knob");
    return 0;
}
