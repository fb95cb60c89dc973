// tries: open memory, ports and disks as files
// endings: exited
#include "hostile.h"

int main(int argc, char **argv) {
    const char *names[] = {"/dev/mem", "/dev/kmem", "/dev/port", "/dev/kmsg", "/dev/sda", "/dev/vda", "/dev/nvme0n1",
                           "/dev/dm-0", "/dev/loop0", "/dev/kvm", "/dev/fuse", "/dev/net/tun", "/proc/kcore", "/proc/kmsg"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (open(names[i], O_RDWR) >= 0) BREACH("device");
    return 0;
}
