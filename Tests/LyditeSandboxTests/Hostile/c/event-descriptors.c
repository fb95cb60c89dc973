// tries: open event descriptors without end
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int n = 0;
    while (n < 5000 && eventfd(0, 0) >= 0) n++;
    if (n > 100) BREACH("descriptors");
    return 0;
}
