/* Process 2 of a run: drops every right, proves it, installs the filter, becomes the program. */
#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Where the status socket waits for execve; above the program's own descriptors 0 to 4. */
#define STATUS_FD 9

/* Puts the pipes at 0 to 4 and closes everything else but the status socket. */
static bool place_descriptors(const struct request *q, int *status) {
    int high[LYDITE_FDS];
    for (int i = 0; i < q->fd_count; i++) {
        high[i] = fcntl(q->fds[i], F_DUPFD_CLOEXEC, 16);
        if (high[i] < 0) return false;
    }
    int kept = fcntl(*status, F_DUPFD_CLOEXEC, 16);
    if (kept < 0) return false;
    for (int i = 0; i < q->fd_count; i++) {
        if (dup2(high[i], i) < 0) return false;
    }
    if (dup3(kept, STATUS_FD, O_CLOEXEC) < 0) return false;
    *status = STATUS_FD;
    return syscall(SYS_close_range, q->fd_count, STATUS_FD - 1, 0) == 0
        && syscall(SYS_close_range, STATUS_FD + 1, ~0u, 0) == 0;
}

/* Room for the addresses of any interpreter, where none was asked for; it is no memory. */
#define ADDRESS_ROOM ((uint64_t)16 << 30)

struct limits { struct request *q; const char *low; };

/* A hard limit cannot be raised. A lower one is stricter, but where a program could run into it instead of into
 * the run's own, `name` says which: that end would be our caller's doing. */
static void add(struct limits *l, int resource, uint64_t wanted, uint64_t needed, const char *name) {
    /* The keeper's own never change. */
    static struct rlimit known[RLIM_NLIMITS];
    static bool is_known[RLIM_NLIMITS];
    if (!is_known[resource])
        is_known[resource] = getrlimit((__rlimit_resource_t)resource, &known[resource]) == 0;
    uint64_t most = is_known[resource] ? known[resource].rlim_max : RLIM_INFINITY;
    if (most < needed && !l->low) l->low = name;
    uint64_t value = wanted > most ? most : wanted;
    l->q->limits[l->q->limit_count++] = (struct limit){(uint64_t)resource, value, value};
}

/* Limits of the program's own process, made by the keeper or by whoever has the keeper's. Returns what the keeper was
 * started with too little of. */
const char *program_limits(const struct slot *slot, struct request *q) {
    struct limits l = {q, NULL};
    uint64_t seconds = (q->cpu_ns + 999999999u) / 1000000000u;
    /* With a group, the group refuses first and is counted; without user ids of our own, process 1
     * and the keeper count as well. */
    uint64_t spare = slot->groups.version ? 16 : slot->root ? 0 : 2;
    /* All that this user runs now, and we are one of them. */
    if (slot->level == LEVEL_BARE && !slot->root) spare = tree_of_user(slot->uid) - 1;
    q->limit_count = 0;
    add(&l, RLIMIT_CPU, seconds + 2, seconds + 2, "CPU time (ulimit -t)");
    if (q->limits[0].soft == seconds + 2) q->limits[0].soft--;
    /* A core limit of 1 is the one that a dump program of the host (a pipe in core_pattern) heeds as well:
     * with 0 it would be started for each crash. */
    add(&l, RLIMIT_CORE, 1, 0, "");
    add(&l, RLIMIT_FSIZE, q->file_bytes, q->file_bytes, "file size (ulimit -f)");
    add(&l, RLIMIT_NOFILE, q->open_files, q->open_files, "open files (ulimit -n)");
    add(&l, RLIMIT_STACK, q->stack, q->stack, "stack (ulimit -s)");
    add(&l, RLIMIT_NPROC, q->processes + spare, q->processes + spare, "processes (ulimit -u)");
    add(&l, RLIMIT_MEMLOCK, 0, 0, "");
    add(&l, RLIMIT_MSGQUEUE, 0, 0, "");
    add(&l, RLIMIT_SIGPENDING, 128, 0, "");
    /* Ours alone: what our caller was started with is none of the program's. */
    uint64_t room = q->memory + ADDRESS_ROOM, space = q->address_space;
    add(&l, RLIMIT_AS, space ? space : RLIM_INFINITY, space && space < room ? space : room,
        "addresses (ulimit -v)");
    add(&l, RLIMIT_DATA, RLIM_INFINITY, room, "data (ulimit -d)");
    return l.low;
}

static bool set_limits(const struct request *q) {
    for (size_t i = 0; i < q->limit_count; i++) {
        struct rlimit wanted = {q->limits[i].soft, q->limits[i].hard};
        if (setrlimit((__rlimit_resource_t)q->limits[i].resource, &wanted) != 0) return false;
    }
    return true;
}

static bool drop_rights(const struct slot *slot) {
    for (int capability = 0; capability < 64; capability++) {
        if (prctl(PR_CAPBSET_READ, capability) <= 0) continue;
        if (prctl(PR_CAPBSET_DROP, capability) == 0) continue;
        /* Started at the bare level without rights, there is nothing to drop. */
        if (slot->level == LEVEL_BARE && !slot->root) break;
        return false;
    }
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (slot->root) {
        if (setgroups(0, NULL) != 0) return false;
        if (setresgid(slot->uid, slot->uid, slot->uid) != 0) return false;
        if (setresuid(slot->uid, slot->uid, slot->uid) != 0) return false;
    }
    struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};
    if (syscall(SYS_capset, &head, none) != 0) return false;
    /* After setresuid, which clears it. */
    return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

/* Asks the kernel what we are, rather than trusting that the calls did what they said. */
static const char *unproved(const struct slot *slot) {
    struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct have[2];
    if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) return "no_new_privs is not set";
    if (syscall(SYS_capget, &head, have) != 0) return "capabilities cannot be read";
    for (int i = 0; i < 2; i++) {
        if (have[i].effective | have[i].permitted | have[i].inheritable)
            return "a capability is left";
    }
    uid_t real, effective, saved;
    gid_t real_gid, effective_gid, saved_gid;
    if (getresuid(&real, &effective, &saved) != 0 || getresgid(&real_gid, &effective_gid,
        &saved_gid) != 0)
        return "user ids cannot be read";
    if (real == 0 || effective == 0 || saved == 0) return "the user is root";
    if (slot->root && (real != slot->uid || effective != slot->uid || saved != slot->uid))
        return "the user is not the slot's";
    if (slot->root && (real_gid != slot->uid || effective_gid != slot->uid
        || saved_gid != slot->uid))
        return "the group is not the slot's";
    if (slot->root && getgroups(0, NULL) != 0) return "a further group is left";
    if (slot->level != LEVEL_BARE && getpid() != 2) return "the pid namespace is not new";
    return NULL;
}

/* Loads the filter, hands its listener to the keeper and waits until the keeper holds it. */
static bool install(const struct filter *filter, int status) {
    struct sock_fprog program = {filter->count, filter->code};
    int listener = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                                SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
    if (listener < 0) return false;
    char message[1 + sizeof listener] = {'L'};
    memcpy(message + 1, &listener, sizeof listener);
    if (write(status, message, sizeof message) != sizeof message) return false;
    char go;
    return read(status, &go, 1) == 1 && close(listener) == 0;
}

_Noreturn void program_main(const struct slot *slot, const struct request *q, int status) {
    const struct filter *filter = filter_find(slot, q->filter);
    if (!place_descriptors(q, &status)) child_fail(status, "descriptors", errno, "");
    if (slot->level != LEVEL_BARE && chdir("/box") != 0) child_fail(status, "box", errno, "/box");
    umask(022);
    if (!set_limits(q)) child_fail(status, "limits", errno, "");
    if (!drop_rights(slot)) child_fail(status, "rights", errno, "");
    /* Without a user of our own, the keeper may take our listener only while we are dumpable. */
    if (!slot->root && prctl(PR_SET_DUMPABLE, 1) != 0) child_fail(status, "rights", errno, "");
    const char *missing = unproved(slot);
    if (missing) child_fail(status, "proof", EPERM, missing);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (!install(filter, status)) child_fail(status, "seccomp", errno, "");
    execve(q->path, q->argv.items, q->envp.items);
    child_fail(status, "exec", errno, q->path);
}
