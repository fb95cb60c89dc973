// tries: build a rule set of its own
// endings: forbidden-call
// levels: every
// call: landlock_create_ruleset
#include "hostile.h"

int main(int argc, char **argv) {
    syscall(444, 0, 0, 1);
    BREACH("landlock");
    return 0;
}
