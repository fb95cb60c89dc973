// tries: make sixty thousand files
// endings: exited
#include "hostile.h"

int main(int argc, char **argv) {
    int n = 0;
    char name[16];
    for (; n < 60000; n++) {
        snprintf(name, sizeof name, "%d", n);
        int fd = open(name, O_CREAT | O_WRONLY, 0600);
        if (fd < 0) break;
        close(fd);
    }
    if (n > 5000) BREACH("files");
    return 0;
}
