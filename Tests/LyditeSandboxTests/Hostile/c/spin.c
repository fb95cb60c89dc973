// tries: spin without a system call
// endings: time-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (volatile long n = 0;; n++) {}
    return 0;
}
