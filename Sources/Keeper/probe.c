/* What a hostile program would try first; run inside the sandbox by `lydite doctor`.
 *
 * A probe exits with 0 when it was refused and with 1 when it got through; what it says goes to stdout.
 * Probes of limits never come back: there the ending of the run is the answer. */
#define _GNU_SOURCE
#include "keeper.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int through(const char *what) {
    printf("%s\n", what);
    return 1;
}

static int call_result(long result) { return result >= 0 ? through("the call went through") : 0; }

static int probe_network(void) { return call_result(socket(AF_INET, SOCK_STREAM, 0)); }
static int probe_ptrace(void) { return call_result(ptrace(PTRACE_ATTACH, 1, 0, 0)); }
static int probe_mount(void) { return call_result(mount("tmpfs", "/box", "tmpfs", 0, NULL)); }
static int probe_unshare(void) { return call_result(unshare(CLONE_NEWUSER)); }
static int probe_setns(void) { return call_result(setns(0, 0)); }
static int probe_keyctl(void) { return call_result(syscall(SYS_keyctl, 0, -3, 0, 0, 0)); }
static int probe_bpf(void) { return call_result(syscall(SYS_bpf, 0, NULL, 0)); }
static int probe_setuid(void) { return call_result(setuid(0)); }

static int probe_io_uring(void) {
    char parameters[256] = {0};
    return call_result(syscall(SYS_io_uring_setup, 4, parameters));
}

static int probe_clone3(void) {
    uint64_t arguments[11] = {CLONE_NEWUSER};
    arguments[4] = SIGCHLD;
    long result = syscall(SYS_clone3, arguments, sizeof arguments);
    if (result == 0) _exit(0);
    return call_result(result);
}

static int probe_host_files(void) {
    static const char *const files[] = {"/etc/shadow", "/etc/passwd", "/etc/hostname", "/root", "/home", "/tmp", "/var"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (open(files[i], O_RDONLY | O_CLOEXEC) >= 0) return through(files[i]);
    }
    return 0;
}

static int probe_kernel_files(void) {
    static const char *const files[] = {"/proc", "/sys", "/dev/mem", "/dev/kmsg", "/dev/tty", "/dev/pts", "/run"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (open(files[i], O_RDONLY | O_CLOEXEC) >= 0) return through(files[i]);
    }
    return 0;
}

static int probe_read_only_root(void) {
    static const char *const files[] = {"/x", "/usr/x", "/usr/lib/x", "/lib/x", "/dev/x"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (open(files[i], O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0) return through(files[i]);
    }
    return 0;
}

static int probe_processes(void) {
    if (getpid() != 2 || getppid() != 1) return through("the process numbers are the host's");
    kill(1, SIGKILL);
    for (int pid = 3; pid < 32768; pid++) {
        if (kill(pid, 0) == 0) return through("another process can be seen");
    }
    return 0;
}

static int probe_rights(void) {
    struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct have[2] = {{0, 0, 0}, {0, 0, 0}};
    if (syscall(SYS_capget, &head, have) != 0) return through("capabilities cannot be read");
    for (int i = 0; i < 2; i++) {
        if (have[i].effective | have[i].permitted | have[i].inheritable) return through("a capability is left");
    }
    if (getuid() == 0 || geteuid() == 0 || getgid() == 0) return through("the user or group is root's");
    printf("user %u\n", getuid());
    return 0;
}

static int probe_descriptors(void) {
    for (int fd = 3; fd < 4096; fd++) {
        if (fcntl(fd, F_GETFD) >= 0) return through("a descriptor above 2 is open");
    }
    return 0;
}

static int probe_environment(void) {
    extern char **environ;
    for (char **at = environ; *at; at++) {
        if (strncmp(*at, "PATH=", 5) != 0) return through("a variable of the host is there");
    }
    return 0;
}

static int probe_file_space(void) {
    static char block[1 << 16];
    int fd = open("/box/fill", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) fd = open("fill", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    signal(SIGXFSZ, SIG_IGN);
    for (int i = 0; i < 4096; i++) {
        if (write(fd, block, sizeof block) < 0) return 0;
    }
    return through("256 MiB were written");
}

static int probe_memory(void) {
    for (;;) {
        char *block = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (block == MAP_FAILED) return 0;
        memset(block, 1, 1 << 20);
    }
}

static int probe_forks(void) {
    for (int i = 0; i < 4096; i++) {
        pid_t pid = fork();
        if (pid < 0) return 3;
        if (pid == 0) {
            pause();
            _exit(0);
        }
    }
    return through("4096 processes were made");
}

static int probe_output(void) {
    static char block[1 << 16];
    for (int i = 0; i < 4096; i++) {
        if (write(1, block, sizeof block) < 0) return 0;
    }
    return 0;
}

static int probe_cpu(void) {
    signal(SIGXCPU, SIG_IGN);
    if (fork() < 0) return 1;
    for (volatile unsigned i = 0;; i++) {}
}

static int probe_wall(void) {
    sleep(600);
    return 1;
}

int probe_main(const char *name) {
    static const struct { const char *name; int (*run)(void); } probes[] = {
        {"network", probe_network}, {"ptrace", probe_ptrace}, {"mount", probe_mount},
        {"unshare", probe_unshare}, {"setns", probe_setns}, {"keyctl", probe_keyctl},
        {"bpf", probe_bpf}, {"setuid", probe_setuid}, {"io-uring", probe_io_uring},
        {"clone3", probe_clone3}, {"host-files", probe_host_files}, {"kernel-files", probe_kernel_files},
        {"read-only-root", probe_read_only_root}, {"processes", probe_processes},
        {"rights", probe_rights}, {"descriptors", probe_descriptors}, {"environment", probe_environment},
        {"file-space", probe_file_space}, {"memory", probe_memory}, {"forks", probe_forks},
        {"output", probe_output}, {"cpu", probe_cpu}, {"wall", probe_wall},
    };
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
        if (strcmp(name, probes[i].name) != 0) continue;
        int result = probes[i].run();
        fflush(stdout);
        return result;
    }
    fprintf(stderr, "lydite-keeper: unknown probe \"%s\"\n", name);
    return 64;
}
