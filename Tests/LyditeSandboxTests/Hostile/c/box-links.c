// tries: make sixty thousand links
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    int n = 0;
    char name[16];
    close(open("one", O_CREAT | O_WRONLY, 0600));
    for (; n < 6000; n++) {
        snprintf(name, sizeof name, "%d", n);
        if (link("one", name) != 0) break;
    }
    return 0;
}
