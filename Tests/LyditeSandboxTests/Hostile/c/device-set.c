// tries: use more devices than the four that a run has
// endings: exited
#include "hostile.h"

int main(int argc, char **argv) {
    for (int i = 0; i < 20; i++) {
        const char *names[] = {"tty", "console", "ptmx", "pts/0", "random", "hwrng", "rtc0", "input/event0", "snd/seq",
            "vhost-net", "userfaultfd", "cpu_dma_latency", "autofs", "uinput", "vfio/vfio", "mapper/control", "btrfs-control",
            "loop-control", "vsock", "vhci"};
        char path[64];
        snprintf(path, sizeof path, "/dev/%s", names[i]);
        if (access(path, F_OK) == 0) BREACH("device");
    }
    return 0;
}
