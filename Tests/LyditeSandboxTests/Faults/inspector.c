/* Prints all of its surroundings that a missing layer would change. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

static void list(const char *path) {
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    printf("%s:", path);
    for (int i = 0; i < count; i++) printf(" %s", entries[i]->d_name);
    printf("\n");
}

int main(void) {
    unsigned head[2] = {0x20080522, 0}, sets[6] = {0};
    struct utsname names;
    uid_t users[3];
    gid_t groups[3];
    getresuid(&users[0], &users[1], &users[2]);
    getresgid(&groups[0], &groups[1], &groups[2]);
    uname(&names);
    syscall(SYS_capget, head, sets);
    printf("users %d %d, groups %d %d, further %d, root %d\n", users[0] == users[1], users[1] == users[2],
        groups[0] == groups[1], groups[1] == groups[2], getgroups(0, NULL), !users[0] || !groups[0]);
    for (int i = 0; i < 6; i++) printf("%x ", sets[i]);
    printf("pid 2 %d, parent 1 %d, session of process 1 %d, name %s\n", getpid() == 2, getppid() == 1,
        getsid(0) == getppid(), names.nodename);
    for (int i = 0; i < 16; i++) {
        struct rlimit limit;
        getrlimit(i, &limit);
        printf("%llx %llx, ", (unsigned long long)limit.rlim_cur, (unsigned long long)limit.rlim_max);
    }
    for (int fd = 0; fd < 256; fd++)
        if (fcntl(fd, F_GETFD) >= 0) printf(" fd %d", fd);
    mode_t mask = umask(0);
    printf("\nmask %o, prctl %d, socket %d\n", mask, prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), socket(AF_UNIX, SOCK_STREAM, 0));
    const char *writable[] = {"/", "/dev", "/lib/x86_64-linux-gnu", "/box"};
    for (int i = 0; i < 4; i++) {
        int folder = open(writable[i], O_PATH);
        int fd = openat(folder, "written", O_CREAT | O_WRONLY, 0600);
        printf("%s %s, ", writable[i], fd >= 0 ? "writable" : "closed");
    }
    printf("\n");
    list("/");
    list("/dev");
    list("/box");
    fflush(stdout);
    return 0;
}
