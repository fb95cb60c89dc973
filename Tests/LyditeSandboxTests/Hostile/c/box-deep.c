// tries: leave three thousand folders within one another
// endings: exited time-limit
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    for (int i = 0; i < 3000; i++)
        if (mkdir("d", 0700) != 0 || chdir("d") != 0) break;
    return 0;
}
