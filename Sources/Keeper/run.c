/* One run as the keeper sees it: clone, watch, end, report. */
#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* How often time, memory and processes are looked at. */
#define TICK_MS 20
/* Memory that a tree can touch in a millisecond, a little more than two processors clear. Where nothing but
 * these looks holds it, the next one comes before what is left could be used up. */
#define TOUCHED_PER_MS ((uint64_t)8 << 20)
/* A killed tree is gone within milliseconds; far longer means that the kernel holds it. */
#define END_MS 10000
/* Process 1, and the keeper where it shares the group. */
#define OWN_PROCESSES 2u

struct watch {
    struct slot *slot;
    struct request *q;
    struct zygote *zygote; /* NULL for a run of its own process */
    pid_t pid, program;    /* process 1, and the program where a zygote forked it */
    int pidfd, status, status_peer, listener, root;
    bool started, killed, failed, parent_gone;
    int tick_ms;
    bool asked, answered; /* what the zygote still owes */
    struct warm_end warm;
    struct outcome outcome;
    char stage[64], detail[300];
    int error;
    uint64_t begin, cpu_base, self_base, memory_base, oom_base, refused_base, tree_peak, tree_cpu;
};

static void close_one(int fd) {
    if (fd >= 0) close(fd);
}

static uint64_t self_cpu(void) {
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return time_ns(&use.ru_utime) + time_ns(&use.ru_stime);
}

/* What is always in the group: process 1, the keeper, the zygotes. */
static uint64_t own_processes(const struct watch *w) {
    return OWN_PROCESSES + zygote_count(w->slot);
}

static void end_run(struct watch *w) {
    if (w->killed) return;
    w->killed = true;
    const struct groups *g = &w->slot->groups;
    /* A program that has ended and left nothing behind needs no group to be killed. */
    bool alone = w->answered && g->version && groups_processes(g) <= own_processes(w);
    /* cgroup.kill first: a fork bomb dies at once, without process 1 getting its turn. */
    if (!alone && g->kill_now >= 0 && write(g->kill_now, "1", 1) != 1) {
        /* pidfd below */ }
    int sign = w->slot->level == LEVEL_BARE ? SIGUSR1 : SIGKILL;
    syscall(SYS_pidfd_send_signal, w->pidfd, sign, NULL, 0);
}

static void fail_run(struct watch *w, const char *stage, int error, const char *detail) {
    if (!w->failed) {
        w->failed = true;
        w->error = error;
        snprintf(w->stage, sizeof w->stage, "%s", stage);
        snprintf(w->detail, sizeof w->detail, "%s", detail);
    }
    end_run(w);
    /* A program that waits for our word before execve holds process 1 in its vfork: it hears of the end here. */
    if (w->status >= 0) shutdown(w->status, SHUT_WR);
}

/* What the keeper does to a program that a zygote forked: it joins the run's group for killing, goes first when
 * memory runs out, and is what it has to be. */
static bool adopt(struct watch *w) {
    char path[64], text[32];
    int length = snprintf(text, sizeof text, "%d", w->program);
    snprintf(path, sizeof path, "/proc/%d/oom_score_adj", w->program);
    int group = w->slot->groups.kill_procs;
    const char *missing = zygote_unproved(w->slot, w->program);
    if (missing) fail_run(w, "proof", EPERM, missing);
    else if (!file_write(path, "1000")) fail_run(w, "oom score", errno, "");
    else if (group >= 0 && write(group, text, (size_t)length) != length)
        fail_run(w, "cgroup", errno, "cgroup.kill group");
    else return true;
    return false;
}

/* Takes the filter's listener out of process 2, which waits for our byte. */
static void take_listener(struct watch *w, pid_t pid, int number) {
    w->program = pid;
    if (w->zygote && !adopt(w)) return;
    int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (pidfd < 0) {
        fail_run(w, "listener", errno, "pidfd_open");
        return;
    }
    w->listener = (int)syscall(SYS_pidfd_getfd, pidfd, number, 0);
    int error = errno;
    close(pidfd);
    if (w->listener < 0) {
        fail_run(w, "listener", error, "pidfd_getfd");
        return;
    }
    bool told = w->zygote ? zygote_go(w->q, w->status) : send(w->status, "G", 1, MSG_NOSIGNAL) == 1;
    if (!told) fail_run(w, "listener", errno, "send");
}

static void close_pipes(struct request *q) {
    for (int i = 0; i < q->fd_count; i++) close(q->fds[i]);
    q->fd_count = 0;
}

/* Process 1 has made the run's namespaces: now the zygote forks the program into them. */
static void ask_zygote(struct watch *w) {
    if (!w->zygote || w->asked) return;
    if (zygote_ask(w->zygote, w->slot, w->q, w->status_peer, w->pidfd)) w->asked = true;
    else fail_run(w, "zygote", errno, "ask");
    close(w->status_peer);
    w->status_peer = -1;
    /* The parent must see the end of the pipes when the program's copies are gone. */
    close_pipes(w->q);
}

static void read_failure(struct watch *w, char *text) {
    if (w->killed) return; /* it was ended on its way */
    char *space = strchr(text, ' '), *line = strchr(text, '\n');
    if (!space || !line || space > line) {
        fail_run(w, "start", 0, "");
        return;
    }
    *space = *line = 0;
    fail_run(w, space + 1, atoi(text + 1), line + 1);
}

/* Reads one message of processes 1 and 2 about their start; false when there is none now. */
static bool read_status(struct watch *w) {
    char text[512];
    union { char bytes[CMSG_SPACE(sizeof(struct ucred))]; struct cmsghdr align; } control;
    struct iovec part = {text, sizeof text - 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1,
                             .msg_control = control.bytes, .msg_controllen = sizeof control};
    ssize_t got = recvmsg(w->status, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (got < 0) return errno == EINTR;
    if (got == 0) {
        /* Every writer is closed: execve went through, or the process died on the way. */
        w->started = w->listener != -1 && !w->failed;
        close(w->status);
        w->status = -1;
        return false;
    }
    text[got] = 0;
    struct ucred credentials = {0, 0, 0};
    struct cmsghdr *c = CMSG_FIRSTHDR(&message);
    if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_CREDENTIALS)
        memcpy(&credentials, CMSG_DATA(c), sizeof credentials);
    if (text[0] == 'E') {
        read_failure(w, text);
    } else if (text[0] == 'R' && got == 1) {
        ask_zygote(w);
    } else if (text[0] == 'L' && got == 1 + (ssize_t)sizeof(int) && w->listener < 0) {
        int number;
        memcpy(&number, text + 1, sizeof number);
        take_listener(w, credentials.pid, number);
    }
    return true;
}

/* A forbidden call: its number is the kernel's word, and the program waits inside it until it dies.
 * */
static void read_notice(struct watch *w) {
    union { struct seccomp_notif notice; char room[1024]; } u;
    memset(&u, 0, sizeof u);
    if (ioctl(w->listener, SECCOMP_IOCTL_NOTIF_RECV, &u.notice) != 0) return;
        /* it died meanwhile */
    if (!(w->outcome.symptoms & SAW_FORBIDDEN)) {
        w->outcome.symptoms |= SAW_FORBIDDEN;
        w->outcome.call = u.notice.data.nr;
        char *name = seccomp_syscall_resolve_num_arch(u.notice.data.arch, u.notice.data.nr);
        snprintf(w->outcome.call_name, sizeof w->outcome.call_name, "%s", name ? name : "");
        free(name);
    }
    end_run(w);
}

static uint64_t tree_cpu(struct watch *w) {
    const struct groups *g = &w->slot->groups;
    uint64_t used = groups_cpu_ns(g) - w->cpu_base, own = self_cpu() - w->self_base;
    return used > own ? used - own : 0;
}

static int next_look(uint64_t left) {
    uint64_t ms = left / TOUCHED_PER_MS;
    return ms < 1 ? 1 : ms > TICK_MS ? TICK_MS : (int)ms;
}

static void look_at_use(struct watch *w) {
    const struct groups *g = &w->slot->groups;
    struct outcome *o = &w->outcome;
    uint64_t cpu, processes;
    if (g->version) {
        cpu = tree_cpu(w);
        processes = groups_processes(g);
        processes = processes > own_processes(w) ? processes - own_processes(w) : 1;
        bool oom = groups_oom(g) > w->oom_base;
        if (groups_unreadable) {
            fail_run(w, "cgroup", EIO, "a group cannot be read");
            return;
        }
        if (oom) o->symptoms |= SAW_OOM;
    } else {
        struct tree tree;
        tree_measure(w->pid, w->zygote ? w->program : 0, w->q->memory, &tree);
        cpu = w->tree_cpu = tree.cpu_ns > w->tree_cpu ? tree.cpu_ns : w->tree_cpu;
        processes = tree.processes;
        if (tree.memory > w->tree_peak) w->tree_peak = tree.memory;
        uint64_t used = tree.memory + tree.shared;
        w->tick_ms = next_look(w->q->memory > used ? w->q->memory - used : 0);
        if (tree.memory > w->q->memory) o->symptoms |= SAW_OOM;
        /* Where the user's other processes count too, RLIMIT_NPROC cannot be the slot's own bound.
         * */
        if (processes > w->q->processes + 1) o->symptoms |= SAW_FORK_REFUSED;
    }
    if (processes > o->processes) o->processes = processes;
    if (cpu >= w->q->cpu_ns) o->symptoms |= SAW_CPU;
    if (now_ns() - w->begin >= w->q->wall_ns) o->symptoms |= SAW_WALL;
    if (o->symptoms & (SAW_OOM | SAW_FORK_REFUSED | SAW_CPU | SAW_WALL)) end_run(w);
}

/* The zygote's word that the program has ended: then everything of the run ends. */
static void read_zygote(struct watch *w) {
    int answer = zygote_answer(w->zygote, 0, &w->warm);
    if (answer == 0) return;
    w->answered = true;
    if (answer == 1) w->outcome.status = w->warm.status;
    else if (!w->killed) fail_run(w, "zygote", answer == -1 ? errno : 0, "the zygote could not fork");
    if (answer == -2) zygote_end(w->slot, w->zygote->id);
    end_run(w);
}

/* A program whose zygote is dead has become our child; process 1 cannot end before it is reaped. */
static void reap_orphan(const struct watch *w) {
    if (w->zygote && !w->zygote->pid && w->program > 0) waitpid(w->program, NULL, WNOHANG);
}

static bool watch_run(struct watch *w) {
    uint64_t killed_at = 0, last_look = w->begin;
    for (;;) {
        bool hears = w->asked && !w->answered;
        /* After the listener only execve or its failure is told, and the end tells of both. */
        int status = w->listener == -1 ? w->status : -1;
        struct pollfd p[5] = {
            {w->pidfd, POLLIN, 0}, {w->parent_gone ? -1 : LYDITE_SOCKET, POLLIN, 0},
            {status, POLLIN, 0}, {w->listener, POLLIN, 0},
            {hears ? w->zygote->control : -1, POLLIN, 0},
        };
        poll(p, 5, w->tick_ms);
        if (p[0].revents) return true;
        reap_orphan(w);
        if (p[1].revents) {
            int asked = wire_poll();
            if (asked == 1) w->outcome.symptoms |= SAW_KILL;
            if (asked == -1) w->parent_gone = true;
            if (asked) end_run(w);
        }
        if (p[2].revents) read_status(w);
        if (p[3].revents & POLLIN) read_notice(w);
        else if (p[3].revents) {
            close(w->listener);
            w->listener = -2; /* nobody is left under the filter */
        }
        if (p[4].revents) read_zygote(w);
        uint64_t now = now_ns();
        if (w->killed && killed_at == 0) killed_at = now;
        if (killed_at && now - killed_at > (uint64_t)END_MS * 1000000u) return false;
        if (!w->killed && now - last_look >= (uint64_t)w->tick_ms * 1000000u) {
            last_look = now;
            look_at_use(w);
        }
    }
}

static pid_t start(struct watch *w, const int status[2], const int report[2]) {
    bool bare = w->slot->level == LEVEL_BARE;
    struct clone_args args = {
        .flags = CLONE_PIDFD | (bare ? 0 : CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS),
        .pidfd = (uint64_t)(uintptr_t)&w->pidfd,
        .exit_signal = SIGCHLD,
    };
    pid_t pid = (pid_t)syscall(SYS_clone3, &args, sizeof args);
    if (pid == 0) {
        close(status[0]);
        close(report[0]);
        close(LYDITE_SOCKET);
        init_main(w->slot, w->q, w->root, status[1], report[1]);
    }
    return pid;
}

static void set_bases(struct watch *w) {
    const struct groups *g = &w->slot->groups;
    w->begin = now_ns();
    groups_unreadable = false;
    if (!g->version) return;
    groups_reset_peak(g);
    w->memory_base = groups_memory(g);
    w->oom_base = groups_oom(g);
    w->refused_base = groups_refused(g);
    w->self_base = self_cpu();
    w->cpu_base = groups_cpu_ns(g);
}

static void finish(struct watch *w, int report) {
    struct outcome *o = &w->outcome;
    const struct groups *g = &w->slot->groups;
    struct rusage use;
    int ignored;
    while (wait4(w->pid, &ignored, 0, &use) < 0 && errno == EINTR) {}
    o->wall_ns = now_ns() - w->begin;
    if (w->asked && !w->answered) {
        int answer = zygote_answer(w->zygote, END_MS, &w->warm);
        /* One that keeps silent is not asked again. */
        if (answer == 0 || answer == -2) zygote_end(w->slot, w->zygote->id);
    }
    if (g->version) {
        o->cpu_ns = tree_cpu(w);
        uint64_t peak = groups_peak(g);
        o->peak = peak > w->memory_base ? peak - w->memory_base : 0;
        if (groups_oom(g) > w->oom_base) o->symptoms |= SAW_OOM;
        if (groups_refused(g) > w->refused_base) o->symptoms |= SAW_FORK_REFUSED;
    } else {
        /* What is killed together with process 1 was never waited for: then the last look knows
         * more. */
        o->cpu_ns = time_ns(&use.ru_utime) + time_ns(&use.ru_stime) + w->warm.cpu_ns;
        if (w->tree_cpu > o->cpu_ns) o->cpu_ns = w->tree_cpu;
        o->peak = (uint64_t)use.ru_maxrss * 1024u;
        if (w->warm.peak > o->peak) o->peak = w->warm.peak;
        if (w->tree_peak > o->peak) o->peak = w->tree_peak;
    }
    if (groups_unreadable) fail_run(w, "cgroup", EIO, "a group cannot be read");
    if (o->cpu_ns >= w->q->cpu_ns) o->symptoms |= SAW_CPU;
    if (!w->zygote && read(report, &o->status, sizeof o->status) != sizeof o->status)
        o->status = -1;
    while (w->status >= 0 && read_status(w)) {}
}

/* Says how it went; false when the keeper cannot go on. */
static bool tell(struct watch *w) {
    if (w->parent_gone) return false;
    bool explained = w->outcome.symptoms & (SAW_FORBIDDEN | SAW_KILL | SAW_OOM | SAW_FORK_REFUSED | SAW_CPU | SAW_WALL);
    if (w->failed && !(w->outcome.symptoms & SAW_KILL)) {
        wire_error(FAIL_STAGE, w->stage, w->error, w->detail);
    } else if (!w->started && !explained) {
        wire_error(FAIL_STAGE, "start", 0, "the program's process ended before it began");
    } else if (w->outcome.status == -1 && !explained) {
        /* Nobody ended it, and nobody knows how it ended: that is not the program's doing. */
        wire_error(FAIL_STAGE, "end", 0, "process 1 of the run did not tell how it ended");
    } else {
        wire_result(&w->outcome);
    }
    return true;
}

/* Limits of the run's groups: what is allowed, and what is there anyway. */
static bool set_group_limits(struct slot *slot, const struct request *q) {
    if (!slot->groups.version) return true;
    /* Limits reach to whole MiB, so that small changes of what the keeper holds write nothing. */
    uint64_t held = (groups_held(&slot->groups) + 0xfffff) & ~(uint64_t)0xfffff;
    uint32_t own = OWN_PROCESSES + zygote_count(slot);
    if (groups_limit(&slot->groups, q->memory + held, q->processes + own)) return true;
    wire_error(FAIL_STAGE, "cgroup limits", errno, "");
    return false;
}

static bool run_in(struct watch *w, const int status[2], const int report[2]) {
    struct request *q = w->q;
    set_bases(w);
    w->pid = start(w, status, report);
    int error = errno;
    close(report[1]);
    if (w->zygote) {
        w->status_peer = status[1];
    } else {
        close(status[1]);
        close_pipes(q);
    }
    bool good = true;
    if (w->pid < 0) {
        wire_error(FAIL_STAGE, "clone", error, "");
    } else if (!watch_run(w)) {
        wire_error(FAIL_STAGE, "end", ETIMEDOUT,
            "the killed processes are not gone after ten seconds");
        /* Nothing may run beside them: whoever asks next starts another keeper. */
        shutdown(LYDITE_SOCKET, SHUT_RDWR);
        good = false;
    } else {
        finish(w, report[0]);
        good = tell(w);
    }
    close_one(w->status_peer);
    close_one(w->status);
    close(report[0]);
    close_one(w->pidfd);
    close_one(w->listener);
    return good;
}

bool run_program(struct slot *slot, struct request *q) {
    struct watch w = {.slot = slot, .q = q, .pidfd = -1, .status = -1, .status_peer = -1,
        .listener = -1, .tick_ms = TICK_MS, .zygote = zygote_find(slot, q->zygote)};
    w.outcome.status = -1;
    w.outcome.processes = 1;
    if (!filter_find(slot, q->filter)) return false;
    if (q->zygote && (!w.zygote || !zygote_takes(q))) {
        wire_error(FAIL_STAGE, "zygote", 0, w.zygote ? "its words are too many" : "it is gone");
        return true;
    }
    const char *low = program_limits(slot, q);
    if (low) {
        char detail[160];
        snprintf(detail, sizeof detail, "lydite was started with less %s than the run may use", low);
        wire_error(FAIL_STAGE, "limits", 0, detail);
        return true;
    }
    if (!slot->groups.version) w.tick_ms = next_look(q->memory);
    w.root = slot->level == LEVEL_BARE ? -1 : roots_find(slot, q);
    if (w.root < 0 && slot->level != LEVEL_BARE) return true;
    if (!box_shrink(slot, q->file_bytes)) {
        wire_error(FAIL_STAGE, "box", errno, slot->box);
        return true;
    }
    if (!set_group_limits(slot, q)) return true;
    int status[2], report[2], on = 1;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, status) != 0) {
        wire_error(FAIL_STAGE, "descriptors", errno, "");
        return true;
    }
    if (pipe2(report, O_CLOEXEC | O_NONBLOCK) != 0) {
        wire_error(FAIL_STAGE, "descriptors", errno, "");
        close(status[0]);
        close(status[1]);
        return true;
    }
    setsockopt(status[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
    w.status = status[0];
    /* So that the program may open its own pipes again, by /dev/stdin. */
    for (int i = 0; slot->root && q->flags & RUN_PROC && i < q->fd_count; i++) {
        if (fchown(q->fds[i], slot->uid, slot->uid) != 0) { /* then it may not; nothing is lost */ }
    }
    return run_in(&w, status, report);
}
