// tries: send a signal by a process descriptor
// endings: forbidden-call
// levels: every
// call: pidfd_send_signal
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(SYS_pidfd_send_signal, 0, SIGKILL, 0, 0);
    BREACH("sent");
    return 0;
}
