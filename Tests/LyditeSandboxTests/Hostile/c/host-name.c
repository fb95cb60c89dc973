// tries: rename the machine
// endings: forbidden-call
// levels: every
// call: sethostname
#include "hostile.h"

int main(int argc, char **argv) {
    sethostname("x", 1);
    BREACH("name");
    return 0;
}
