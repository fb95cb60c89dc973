// tries: run a program that exists in memory only
// endings: exited
#include "hostile.h"

int main(int argc, char **argv) {
    int fd = memfd_create("x", 0);
    if (fd < 0) return 0;
    char word[] = "#!/box/program\n";
    if (write(fd, word, sizeof word - 1) < 0) return 0;
    char *const none[] = {"x", 0};
    fexecve(fd, none, none);
    syscall(SYS_execveat, fd, "", none, none, AT_EMPTY_PATH);
    return 0;
}
