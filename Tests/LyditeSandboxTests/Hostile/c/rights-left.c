// tries: find rights that were left to it
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    unsigned head[2] = {0x20080522, 0}, sets[6] = {0};
    if (syscall(SYS_capget, head, sets) == 0)
        for (int i = 0; i < 6; i++)
            if (sets[i]) BREACH("capability");
    gid_t groups[64];
    uid_t r, e, s;
    getresuid(&r, &e, &s);
    if (!r || !e || !s || !getgid() || !getegid()) BREACH("root");
    if (getgroups(64, groups) > 1) BREACH("group");
    return 0;
}
