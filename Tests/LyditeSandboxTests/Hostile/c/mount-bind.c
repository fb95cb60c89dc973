// tries: bind the root into its folder
// endings: forbidden-call
// levels: every
// call: mount
#include "hostile.h"

int main(int argc, char **argv) {
    mkdir("r", 0700);
    mount("/", "r", 0, MS_BIND | MS_REC, 0);
    BREACH("bound");
    return 0;
}
