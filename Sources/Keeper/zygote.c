/* Warm interpreters: each is started once in a root of its own, prepares itself, and then forks the program
 * of every run that asks for it. It never runs a candidate's code; what makes its child safe is in
 * Sandboxes/<language>/zygote.*, and the same proofs hold there as in program.c. */
#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Importing a large package on a busy machine takes its time; far longer is a failure. */
#define PREPARE_MS 60000
/* What preparing may use, whatever the runs before were allowed. */
#define PREPARE_MEMORY ((uint64_t)2 << 30)
#define PREPARE_PROCESSES 64u
/* One message fits into the socket's buffer; longer command lines are run cold. */
#define MESSAGE_MAX (160u << 10)

/* What entering a run's namespaces and giving everything up needs, and nothing else. */
static const int kept[] = {CAP_SETGID, CAP_SETUID, CAP_SETPCAP, CAP_SYS_CHROOT, CAP_SYS_PTRACE,
    CAP_SYS_ADMIN};

struct start {
    uint32_t id;
    uint64_t stack;
    const char *path;
    struct list argv, envp, binds;
};

bool zygote_keeps(int capability) {
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (kept[i] == capability) return true;
    }
    return false;
}

/* The slot's second user, with the few capabilities that survive execve as ambient ones. */
static bool lower_zygote(const struct slot *slot) {
    if (prctl(PR_SET_KEEPCAPS, 1) != 0 || setgroups(0, NULL) != 0) return false;
    if (setresgid(slot->init_uid, slot->init_uid, slot->init_uid) != 0) return false;
    if (setresuid(slot->init_uid, slot->init_uid, slot->init_uid) != 0) return false;
    struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct sets[2] = {{0, 0, 0}, {0, 0, 0}};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        sets[kept[i] / 32].permitted |= 1u << (kept[i] % 32);
    sets[0].effective = sets[0].inheritable = sets[0].permitted;
    if (syscall(SYS_capset, &head, sets) != 0) return false;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, kept[i], 0, 0) != 0) return false;
    }
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

_Noreturn static void zygote_main(const struct slot *slot, const struct start *s, int control) {
    const char *stage = "session", *detail = "";
    /* Standard streams as a run has them, pipes, so that the interpreter finds nothing else at its start. */
    int in[2], out[2];
    struct request root = {.binds = s->binds};
    struct rlimit stack;
    setsid();
    signal(SIGPIPE, SIG_DFL);
    umask(022);
    /* As a program has it: one that forks as fast as it can must not keep the others from their turn. */
    setpriority(PRIO_PROCESS, 0, 5);
    bool good = root_build(slot, &root, &stage, &detail);
    if (good) {
        stage = "descriptors";
        good = pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0
            && (control = fcntl(control, F_DUPFD_CLOEXEC, 100)) >= 0 && dup2(in[0], 0) == 0
            && dup2(out[1], 1) == 1 && dup2(out[1], 2) == 2
            && dup2(control, LYDITE_ZYGOTE_SOCKET) == LYDITE_ZYGOTE_SOCKET
            && syscall(SYS_close_range, 3, LYDITE_ZYGOTE_SOCKET - 1, 0) == 0
            && syscall(SYS_close_range, LYDITE_ZYGOTE_SOCKET + 1, ~0u, 0) == 0;
    }
    if (good) {
        stage = "limits";
        /* The C library takes the size of its threads' stacks from the limit at the start. */
        good = getrlimit(RLIMIT_STACK, &stack) == 0;
        stack.rlim_cur = s->stack < stack.rlim_max ? s->stack : stack.rlim_max;
        good = good && setrlimit(RLIMIT_STACK, &stack) == 0;
    }
    if (good) {
        stage = "rights";
        good = lower_zygote(slot);
    }
    if (good) {
        pid_t keeper = getppid();
        good = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && keeper != 0 && getppid() == keeper;
    }
    if (good) execve(s->path, s->argv.items, s->envp.items);
    if (good) stage = "exec";
    char text[256];
    int length = snprintf(text, sizeof text, "E%d %.50s", errno, stage);
    _exit(write(control, text, (size_t)length) == length ? 127 : 126);
}

static bool put_message(int control, char kind, const char *name, const void *bytes, size_t length) {
    struct iovec parts[3] = {{&kind, 1}, {(void *)name, strlen(name) + 1}, {(void *)bytes, length}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = bytes ? 3 : 2};
    return sendmsg(control, &message, MSG_NOSIGNAL) > 0;
}

/* Trusted scripts, what each imports beside it, modules: as the parent lists them. */
static bool send_preparation(struct reader *r, int control) {
    uint32_t count = take_u32(r);
    for (uint32_t i = 0; i < count && i < LYDITE_LIST_MAX && !r->bad; i++) {
        char kind = (char)take_u8(r);
        const char *name = take_string(r);
        uint32_t length;
        const uint8_t *bytes = take_bytes(r, &length);
        if (r->bad || length > MESSAGE_MAX || !strchr("LBI", kind)) return false;
        if (!put_message(control, kind, name, bytes, length)) return false;
    }
    return !r->bad && put_message(control, 'G', "", NULL, 0);
}

/* Waits until it is ready; a module that is not there is only not warm. */
static bool wait_ready(int control, char *problem, size_t size) {
    uint64_t begin = now_ns();
    while (now_ns() - begin < (uint64_t)PREPARE_MS * 1000000u) {
        struct pollfd p[2] = {{control, POLLIN, 0}, {LYDITE_SOCKET, 0, 0}};
        if (poll(p, 2, 1000) < 0 && errno != EINTR) break;
        if (p[1].revents & POLLHUP) break;
        if (!p[0].revents) continue;
        ssize_t got = recv(control, problem, size - 1, MSG_DONTWAIT);
        if (got <= 0) break;
        problem[got] = 0;
        if (problem[0] == 'R') return true;
        if (problem[0] == 'E') return false;
    }
    snprintf(problem, size, "it ended before it was ready");
    return false;
}

static void drop(struct zygote *z) {
    if (!z->pid) return;
    close(z->control);
    kill(z->pid, SIGKILL);
    while (waitpid(z->pid, NULL, 0) < 0 && errno == EINTR) {}
    z->pid = 0;
}

static bool launch(struct slot *slot, struct zygote *z, const struct start *s, struct reader *r) {
    int pair[2];
    /* What a dead zygote leaves becomes ours, and is reaped. */
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) return false;
    struct clone_args args = {.flags = CLONE_NEWNS, .exit_signal = SIGCHLD};
    pid_t pid = (pid_t)syscall(SYS_clone3, &args, sizeof args);
    if (pid == 0) zygote_main(slot, s, pair[1]);
    close(pair[1]);
    if (pid < 0) {
        close(pair[0]);
        return false;
    }
    *z = (struct zygote){s->id, pid, pair[0]};
    char problem[256] = "it did not take what it was to prepare";
    if (send_preparation(r, pair[0]) && wait_ready(pair[0], problem, sizeof problem)) {
        wire_done();
        return true;
    }
    drop(z);
    wire_error(FAIL_STAGE, "zygote", 0, problem);
    return true;
}

/* Starts a zygote; only nonsense on the socket is false. */
bool zygote_start(struct slot *slot, struct reader *r) {
    struct start s = {.id = take_u32(r)};
    s.stack = take_u64(r);
    s.path = take_string(r);
    take_list(r, &s.argv);
    take_list(r, &s.envp);
    take_list(r, &s.binds);
    struct zygote *place = NULL;
    for (size_t i = 0; i < LYDITE_ZYGOTES; i++) {
        if (!slot->zygotes[i].pid) place = &slot->zygotes[i];
    }
    bool good = !r->bad && s.id != 0 && place;
    if (good && (!slot->root || slot->level == LEVEL_BARE)) {
        wire_error(FAIL_STAGE, "zygote", EPERM, "it needs a user of its own");
    } else if (good && slot->groups.version && !groups_limit(&slot->groups,
        groups_held(&slot->groups) + PREPARE_MEMORY, PREPARE_PROCESSES)) {
        wire_error(FAIL_STAGE, "cgroup limits", errno, "");
    } else if (good && !launch(slot, place, &s, r)) {
        wire_error(FAIL_STAGE, "zygote", errno, "clone");
    }
    list_free(&s.argv);
    list_free(&s.envp);
    list_free(&s.binds);
    return good;
}

void zygote_end(struct slot *slot, uint32_t id) {
    struct zygote *z = zygote_find(slot, id);
    if (z) drop(z);
}

void zygote_end_all(struct slot *slot) {
    for (size_t i = 0; i < LYDITE_ZYGOTES; i++) drop(&slot->zygotes[i]);
}

uint32_t zygote_count(const struct slot *slot) {
    uint32_t count = 0;
    for (size_t i = 0; i < LYDITE_ZYGOTES; i++) count += slot->zygotes[i].pid != 0;
    return count;
}

struct zygote *zygote_find(struct slot *slot, uint32_t id) {
    for (size_t i = 0; id && i < LYDITE_ZYGOTES; i++) {
        if (slot->zygotes[i].pid && slot->zygotes[i].id == id) return &slot->zygotes[i];
    }
    return NULL;
}

/* Sends what one run needs: rights and limits, filter, and the descriptors in this order: the program's own,
 * the status socket, process 1. Nothing of the candidate's: the next child would find it in its memory. */
bool zygote_ask(const struct zygote *z, const struct slot *slot, const struct request *q, int status,
    int pidfd) {
    const struct filter *filter = filter_find(slot, q->filter);
    uint32_t count = (uint32_t)q->limit_count;
    uint32_t code = (uint32_t)(filter->count * sizeof(struct sock_filter));
    uint32_t head[6] = {'X', 0, (slot->root ? 1u : 0u) | (uint32_t)q->fd_count << 8, slot->uid, count,
        code};
    struct iovec parts[3] = {{head, sizeof head}, {(void *)q->limits, count * sizeof *q->limits},
        {filter->code, code}};
    int fds[LYDITE_FDS + 2], fd_count = q->fd_count;
    memcpy(fds, q->fds, (size_t)fd_count * sizeof(int));
    fds[fd_count++] = status;
    fds[fd_count++] = pidfd;
    union { char bytes[CMSG_SPACE(sizeof fds)]; struct cmsghdr align; } control = {{0}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 3, .msg_control = control.bytes,
        .msg_controllen = CMSG_SPACE((size_t)fd_count * sizeof(int))};
    struct cmsghdr *c = CMSG_FIRSTHDR(&message);
    *c = (struct cmsghdr){.cmsg_len = CMSG_LEN((size_t)fd_count * sizeof(int)),
        .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
    memcpy(CMSG_DATA(c), fds, (size_t)fd_count * sizeof(int));
    return sendmsg(z->control, &message, MSG_NOSIGNAL | MSG_DONTWAIT) > 0;
}

/* Whether the words of a command fit into one message. */
bool zygote_takes(const struct request *q) {
    size_t length = 1;
    for (uint32_t i = 0; i < q->argv.count; i++) length += strlen(q->argv.items[i]) + 1;
    return length <= MESSAGE_MAX;
}

/* Lets the program go on, and tells it alone the words of its command. */
bool zygote_go(const struct request *q, int status) {
    struct iovec parts[1 + LYDITE_LIST_MAX] = {{"G", 1}};
    size_t used = 1;
    for (uint32_t i = 0; i < q->argv.count; i++)
        parts[used++] = (struct iovec){q->argv.items[i], strlen(q->argv.items[i]) + 1};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = used};
    return sendmsg(status, &message, MSG_NOSIGNAL | MSG_DONTWAIT) > 0;
}

/* What the zygote says of its child: 1 it ended, 0 nothing yet, -1 it could not be forked (errno), -2 the
 * zygote itself is gone. */
int zygote_answer(const struct zygote *z, int timeout_ms, struct warm_end *end) {
    struct pollfd p = {z->control, POLLIN, 0};
    if (poll(&p, 1, timeout_ms) <= 0) return 0;
    uint8_t text[256];
    struct rusage use;
    ssize_t got = recv(z->control, text, sizeof text, MSG_DONTWAIT);
    if (got == 8 + (ssize_t)sizeof use && text[0] == 'D') {
        memcpy(&end->status, text + 4, sizeof end->status);
        memcpy(&use, text + 8, sizeof use);
        end->cpu_ns = time_ns(&use.ru_utime) + time_ns(&use.ru_stime);
        end->peak = (uint64_t)use.ru_maxrss * 1024u;
        return 1;
    }
    if (got == 5 && text[0] == 'F') {
        int number;
        memcpy(&number, text + 1, sizeof number);
        errno = number;
        return -1;
    }
    return -2;
}

static bool has_line(const char *text, const char *name, const char *value) {
    char line[96];
    int length = snprintf(line, sizeof line, "\n%s:\t%s", name, value);
    const char *at = strstr(text, line);
    return at && at[length] == '\n';
}

/* Whether the kernel says of the program what must be said before it may read a byte of the candidate; else
 * what is missing. It waits for us, under its filter. */
const char *zygote_unproved(const struct slot *slot, pid_t program) {
    static char text[8192];
    char path[64], ids[96];
    snprintf(path, sizeof path, "/proc/%d/status", program);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0) close(fd);
    if (got <= 0) return "its status cannot be read";
    text[got] = 0;
    snprintf(ids, sizeof ids, "%u\t%u\t%u\t%u", slot->uid, slot->uid, slot->uid, slot->uid);
    if (!has_line(text, "Uid", ids) || !has_line(text, "Gid", ids))
        return "the user or group is not the slot's";
    if (!has_line(text, "Groups", " ") && !has_line(text, "Groups", "")) return "a further group is left";
    static const char *const sets[] = {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        if (!has_line(text, sets[i], "0000000000000000")) return "a capability is left";
    }
    if (!has_line(text, "NoNewPrivs", "1")) return "no_new_privs is not set";
    if (!has_line(text, "Seccomp", "2")) return "no filter is installed";
    snprintf(ids, sizeof ids, "%d\t2", program);
    return has_line(text, "NSpid", ids) ? NULL : "the pid namespace is not new";
}
