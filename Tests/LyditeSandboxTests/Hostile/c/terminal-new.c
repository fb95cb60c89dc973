// tries: make a terminal
// endings: exited
#include "hostile.h"

int main(int argc, char **argv) {
    if (posix_openpt(O_RDWR) >= 0) BREACH("terminal");
    return 0;
}
