/* Linked into a keeper for tests only, with --wrap for every function below: the n-th call of one of them
 * fails. LYDITE_FAULT is "name:n:errno"; LYDITE_FAULT_COUNTS is a file that counts the calls of all
 * processes of all keepers that share it. The keeper that is shipped has nothing of this. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CALLS 64

struct count { char name[28]; uint32_t count; };

static struct count *counts;
static char wanted[28];
static unsigned wanted_number;
static int wanted_errno;

int __real_open(const char *path, int flags, ...);
ssize_t __real_read(int fd, void *bytes, size_t size);

__attribute__((constructor)) static void begin(void) {
    const char *fault = getenv("LYDITE_FAULT"), *file = getenv("LYDITE_FAULT_COUNTS");
    if (!file) return;
    int fd = __real_open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    size_t size = CALLS * sizeof *counts;
    if (fd < 0 || ftruncate(fd, (off_t)size) != 0) abort();
    void *map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (map == MAP_FAILED) abort();
    counts = map;
    if (fault) sscanf(fault, "%27[^:]:%u:%d", wanted, &wanted_number, &wanted_errno);
}

static bool fails(const char *name) {
    if (!counts) return false;
    for (int i = 0; i < CALLS; i++) {
        if (!counts[i].name[0]) strncpy(counts[i].name, name, sizeof counts[i].name - 1);
        if (strcmp(counts[i].name, name) != 0) continue;
        uint32_t number = __atomic_add_fetch(&counts[i].count, 1, __ATOMIC_SEQ_CST);
        if (number != wanted_number || strcmp(name, wanted) != 0) return false;
        errno = wanted_errno;
        return true;
    }
    return false;
}

#define WRAP(name, parameters, arguments) \
    int __real_##name parameters; \
    int __wrap_##name parameters { return fails(#name) ? -1 : __real_##name arguments; }

WRAP(mount, (const char *a, const char *b, const char *c, unsigned long d, const void *e), (a, b, c, d, e))
WRAP(umount2, (const char *a, int b), (a, b))
WRAP(unshare, (int a), (a))
WRAP(setns, (int a, int b), (a, b))
WRAP(fork, (void), ())
WRAP(socketpair, (int a, int b, int c, int *d), (a, b, c, d))
WRAP(pipe2, (int *a, int b), (a, b))
WRAP(mkdir, (const char *a, mode_t b), (a, b))
WRAP(chdir, (const char *a), (a))
WRAP(symlink, (const char *a, const char *b), (a, b))
WRAP(sethostname, (const char *a, size_t b), (a, b))
WRAP(setsid, (void), ())
WRAP(dup2, (int a, int b), (a, b))
WRAP(dup3, (int a, int b, int c), (a, b, c))
WRAP(setgroups, (size_t a, const gid_t *b), (a, b))
WRAP(setresgid, (gid_t a, gid_t b, gid_t c), (a, b, c))
WRAP(setresuid, (uid_t a, uid_t b, uid_t c), (a, b, c))
WRAP(setrlimit, (int a, const struct rlimit *b), (a, b))
WRAP(getrlimit, (int a, struct rlimit *b), (a, b))
WRAP(execve, (const char *a, char *const *b, char *const *c), (a, b, c))
WRAP(lstat, (const char *a, struct stat *b), (a, b))
WRAP(statfs, (const char *a, struct statfs *b), (a, b))
WRAP(fchown, (int a, uid_t b, gid_t c), (a, b, c))
WRAP(lchown, (const char *a, uid_t b, gid_t c), (a, b, c))
WRAP(fchmod, (int a, mode_t b), (a, b))
WRAP(chmod, (const char *a, mode_t b), (a, b))
WRAP(socket, (int a, int b, int c), (a, b, c))
WRAP(bind, (int a, const struct sockaddr *b, socklen_t c), (a, b, c))
WRAP(setsockopt, (int a, int b, int c, const void *d, socklen_t e), (a, b, c, d, e))
WRAP(setpriority, (int a, id_t b, int c), (a, b, c))

#define WRAP_SIZE(name, parameters, arguments) \
    ssize_t __real_##name parameters; \
    ssize_t __wrap_##name parameters { return fails(#name) ? -1 : __real_##name arguments; }

WRAP_SIZE(write, (int a, const void *b, size_t c), (a, b, c))
WRAP_SIZE(pwrite, (int a, const void *b, size_t c, off_t d), (a, b, c, d))
WRAP_SIZE(pread, (int a, void *b, size_t c, off_t d), (a, b, c, d))
WRAP_SIZE(read, (int a, void *b, size_t c), (a, b, c))
WRAP_SIZE(readlink, (const char *a, char *b, size_t c), (a, b, c))
WRAP_SIZE(send, (int a, const void *b, size_t c, int d), (a, b, c, d))
WRAP_SIZE(recvmsg, (int a, struct msghdr *b, int c), (a, b, c))
WRAP_SIZE(sendmsg, (int a, const struct msghdr *b, int c), (a, b, c))

#define WRAP_MEMORY(name, parameters, arguments) \
    void *__real_##name parameters; \
    void *__wrap_##name parameters { return fails(#name) ? NULL : __real_##name arguments; }

WRAP_MEMORY(malloc, (size_t a), (a))
WRAP_MEMORY(calloc, (size_t a, size_t b), (a, b))

int __wrap_open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return fails("open") ? -1 : __real_open(path, flags, mode);
}

int __real_openat(int folder, const char *path, int flags, ...);
int __wrap_openat(int folder, const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return fails("openat") ? -1 : __real_openat(folder, path, flags, mode);
}

int __real_fcntl(int fd, int command, ...);
int __wrap_fcntl(int fd, int command, ...) {
    va_list rest;
    va_start(rest, command);
    long value = va_arg(rest, long);
    va_end(rest);
    return fails("fcntl") ? -1 : __real_fcntl(fd, command, value);
}

int __real_prctl(int option, ...);
int __wrap_prctl(int option, ...) {
    va_list rest;
    va_start(rest, option);
    unsigned long values[4];
    for (int i = 0; i < 4; i++) values[i] = va_arg(rest, unsigned long);
    va_end(rest);
    return fails("prctl") ? -1 : __real_prctl(option, values[0], values[1], values[2], values[3]);
}

static const char *name_of(long number) {
    switch (number) {
    case SYS_clone3: return "clone3";
    case SYS_pivot_root: return "pivot_root";
    case SYS_mount_setattr: return "mount_setattr";
    case SYS_open_tree: return "open_tree";
    case SYS_move_mount: return "move_mount";
    case SYS_seccomp: return "seccomp";
    case SYS_capset: return "capset";
    case SYS_capget: return "capget";
    case SYS_close_range: return "close_range";
    case SYS_pidfd_open: return "pidfd_open";
    case SYS_pidfd_getfd: return "pidfd_getfd";
    case SYS_pidfd_send_signal: return "pidfd_send_signal";
    default: return "syscall";
    }
}

long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...) {
    va_list rest;
    va_start(rest, number);
    long values[6];
    for (int i = 0; i < 6; i++) values[i] = va_arg(rest, long);
    va_end(rest);
    if (fails(name_of(number))) return -1;
    return __real_syscall(number, values[0], values[1], values[2], values[3], values[4], values[5]);
}
