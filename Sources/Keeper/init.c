/* Process 1 of a run: builds the root, forks the program, reaps, and takes the whole tree with it.
 * */
#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Tells the keeper which stage failed, and ends. Nothing runs with a layer missing. */
_Noreturn void child_fail(int status, const char *stage, int error, const char *detail) {
    char message[400];
    int length = snprintf(message, sizeof message, "E%d %s\n%.250s", error, stage,
        detail ? detail : "");
    if (write(status, message, (size_t)length) < 0) _exit(126);
    _exit(127);
}

/* At the bare level there is no pid namespace to end everything: kill and reap until no child is
 * left. */
static void end_tree(void) {
    for (int round = 0; round < 2000; round++) {
        tree_kill_below(getpid());
        pid_t pid;
        while ((pid = waitpid(-1, NULL, WNOHANG)) > 0) {}
        if (pid < 0 && errno == ECHILD) return;
        usleep(500);
    }
}

static bool keep_capability(int only) {
    struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct sets[2] = {{0, 0, 0}, {0, 0, 0}};
    if (only >= 0) sets[only / 32].effective = sets[only / 32].permitted = 1u << (only % 32);
    return syscall(SYS_capset, &head, sets) == 0;
}

/* Process 1 keeps nothing: another user than the program, no capability, no descriptor but its
 * report, and the status socket for as long as it has something to say. */
static bool lower_init(const struct slot *slot, int report, int *status) {
    bool bare = slot->level == LEVEL_BARE;
    int high = fcntl(*status, F_DUPFD_CLOEXEC, 16);
    if (high < 0 || dup2(report, 0) < 0 || dup3(high, 1, O_CLOEXEC) < 0) return false;
    *status = 1;
    if (syscall(SYS_close_range, 2, ~0u, 0) != 0) return false;
    if (slot->root && !bare) {
        if (setgroups(0, NULL) != 0 || setresgid(slot->init_uid, slot->init_uid,
            slot->init_uid) != 0
            || setresuid(slot->init_uid, slot->init_uid, slot->init_uid) != 0)
            return false;
    }
    /* At the bare level it must still end processes of the program's user. */
    if (!keep_capability(bare && slot->root ? CAP_KILL : -1)) return false;
    if (prctl(PR_SET_DUMPABLE, 0) != 0) return false;
    if (prctl(PR_SET_PDEATHSIG, bare ? SIGUSR1 : SIGKILL) != 0) return false;
    /* A keeper that died before this sends no signal; then nobody holds the other end of the
     * report. */
    struct pollfd reader = {0, 0, 0};
    return poll(&reader, 1, 0) == 0;
}

static int reap_until(pid_t program) {
    for (;;) {
        int status;
        pid_t pid = waitpid(-1, &status, 0);
        if (pid == program) return status;
        if (pid < 0 && errno != EINTR) return -1;
    }
}

/* What process 1 of the bare level waits for. Blocked from its start on: a word to end that comes before
 * it waits must not be lost. */
static void block_events(sigset_t *events) {
    sigemptyset(events);
    sigaddset(events, SIGCHLD);
    sigaddset(events, SIGUSR1);
    sigprocmask(SIG_BLOCK, events, NULL);
}

static int reap_until_told(pid_t program) {
    sigset_t events;
    block_events(&events);
    for (;;) {
        int status;
        pid_t pid;
        while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
            if (pid == program) return status;
        }
        if (pid < 0 && errno != EINTR) return -1;
        if (sigwaitinfo(&events, NULL) == SIGUSR1) return -1;
    }
}

/* Process 1 of a program that a zygote forks: it only reaps, until it is killed. */
_Noreturn static void reap_for_ever(int status) {
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    if (write(status, "R", 1) != 1) _exit(127);
    close(status);
    for (;;) {
        while (waitpid(-1, NULL, WNOHANG) > 0) {}
        sigwaitinfo(&child, NULL);
    }
}

_Noreturn void init_main(const struct slot *slot, const struct request *q, int root, int status,
    int report) {
    bool bare = slot->level == LEVEL_BARE;
    const char *stage = "", *detail = "";
    signal(SIGPIPE, SIG_DFL);
    /* The run's own process group: kill(0, SIGKILL) must not reach the keeper, which without user ids of
     * our own is the same user. Process 1 leads it, where such signals are ignored. */
    if (setsid() < 0) child_fail(status, "session", errno, "");
    /* Beside a program that a zygote forks, process 1 is alone, and killed by itself. */
    if (!q->zygote && slot->groups.kill_procs >= 0 && write(slot->groups.kill_procs, "0", 1) != 1)
        child_fail(status, "cgroup", errno, "cgroup.kill group");
    /* When memory runs out, the run goes, never the keeper. */
    file_write("/proc/self/oom_score_adj", "1000");
    if (bare) {
        sigset_t events;
        block_events(&events);
        prctl(PR_SET_CHILD_SUBREAPER, 1);
        if (chdir(slot->box) != 0) child_fail(status, "box", errno, slot->box);
    } else {
        /* So that /proc/self/cgroup tells no names of the host; after the last change of group. */
        if (unshare(CLONE_NEWCGROUP) != 0) child_fail(status, "cgroup namespace", errno, "");
        if (!roots_enter(slot, q, root, &stage, &detail)) child_fail(status, stage, errno, detail);
        if (sethostname("box", 3) != 0) child_fail(status, "hostname", errno, "");
    }
    if (q->zygote) {
        if (!lower_init(slot, report, &status)) child_fail(status, "process 1", errno, "");
        reap_for_ever(status);
    }
    /* It becomes another program at once; ours is stopped until then. Without users of our own it changes what the
     * kernel notes for the memory of both, so that it must not be shared. */
    pid_t program = slot->root ? vfork() : fork();
    if (program < 0) child_fail(status, "fork", errno, "");
    if (program == 0) {
        /* A candidate that forks as fast as it can must not keep process 1 from its turn. */
        setpriority(PRIO_PROCESS, 0, 5);
        close(report);
        program_main(slot, q, status);
    }
    if (!lower_init(slot, report, &status)) child_fail(status, "process 1", errno, "");
    close(status);
    int result = bare ? reap_until_told(program) : reap_until(program);
    if (bare) end_tree();
    if (result != -1 && write(0, &result, sizeof result) != sizeof result) _exit(1);
    _exit(0);
}
