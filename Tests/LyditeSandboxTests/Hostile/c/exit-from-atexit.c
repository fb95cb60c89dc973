// tries: turn a failure into exit code 0 at the last moment
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    atexit(leave);
    exit(1);
    return 0;
}
