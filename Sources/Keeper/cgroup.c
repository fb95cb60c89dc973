/* Control groups, version 1: one group a controller, made and entered once, reset for every run.
 *
 * Attaching costs milliseconds after a quiet spell (a kernel grace period), so the keeper sits in its
 * groups and what it clones is born there. A group's name holds its keeper's pid and start time:
 * whoever comes later can tell a dead owner's group and remove it. */
#define _GNU_SOURCE
#include "keeper.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Set when a file that was opened cannot be read any more: no number of a group means anything then. */
bool groups_unreadable;
static uint64_t text_number(const char *text, const char *key) {
    size_t length = strlen(key);
    for (const char *line = text; line; line = strchr(line, '\n')) {
        if (*line == '\n') line++;
        if (strncmp(line, key, length) == 0 && line[length] == ' ')
            return strtoull(line + length + 1, NULL, 10);
    }
    return 0;
}

/* The number after `key ` in a small file, or the whole file's number when key is NULL. */
uint64_t file_number(int fd, const char *key) {
    char text[4096];
    if (fd < 0) return 0;
    ssize_t got = pread(fd, text, sizeof text - 1, 0);
    if (got <= 0) {
        groups_unreadable = true;
        return 0;
    }
    text[got] = 0;
    return key ? text_number(text, key) : strtoull(text, NULL, 10);
}

static bool write_fd(int fd, uint64_t value) {
    char text[32];
    int length = snprintf(text, sizeof text, "%" PRIu64, value);
    return fd >= 0 && pwrite(fd, text, (size_t)length, 0) == length;
}

bool file_write(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return false;
    ssize_t put = write(fd, text, strlen(text));
    int error = errno;
    close(fd);
    errno = error;
    return put == (ssize_t)strlen(text);
}

int group_file(const char *folder, const char *name, int flags) {
    char path[640];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return open(path, flags | O_CLOEXEC);
}

/* Start time of a process in clock ticks since boot; 0 when there is none, or it is dead and
 * unreaped; -1 when it cannot be learnt. */
static uint64_t start_time(pid_t pid) {
    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno == ENOENT ? 0 : UINT64_MAX;
    ssize_t got = read(fd, text, sizeof text - 1);
    int error = errno;
    close(fd);
    if (got <= 0) return got < 0 && error == ESRCH ? 0 : UINT64_MAX;
    text[got] = 0;
    char *at = strrchr(text, ')');
    if (at && (at[2] == 'Z' || at[2] == 'X')) return 0;
    for (int field = 2; at && field < 22; field++) at = strchr(at + 1, ' ');
    return at ? strtoull(at + 1, NULL, 10) : UINT64_MAX;
}

/* The kernel refuses while a process is in the group: what died with its keeper may take a moment.
 * */
static void remove_group(const char *path) {
    for (int i = 0; i < 40 && rmdir(path) != 0 && errno == EBUSY; i++) usleep(5000);
}

/* Removes the groups of keepers that are dead. */
static void remove_stale(const char *base) {
    DIR *folder = opendir(base);
    if (!folder) return;
    for (struct dirent *e; (e = readdir(folder));) {
        int pid;
        uint64_t start;
        if (sscanf(e->d_name, "lydite-%d-%" SCNu64, &pid, &start) != 2) continue;
        uint64_t now = start_time(pid);
        /* In doubt it lives: without its group a neighbour could run nothing more. */
        if (now == start || now == UINT64_MAX) continue;
        char path[1024];
        snprintf(path, sizeof path, "%s/%s/run", base, e->d_name);
        remove_group(path);
        snprintf(path, sizeof path, "%s/%s", base, e->d_name);
        remove_group(path);
    }
    closedir(folder);
}

/* Path of our own group below the mount whose super options (v1) or type (v2) match. */
static bool own_group(const char *controller, char *out, size_t size) {
    char line[2048], own[512] = "", root[512], point[512], type[64], options[512];
    FILE *file = fopen("/proc/self/cgroup", "re");
    while (file && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        char *names = strchr(line, ':');
        char *path = names ? strchr(names + 1, ':') : NULL;
        if (!path) continue;
        *path++ = 0;
        char padded[600], wanted[80];
        snprintf(padded, sizeof padded, ",%.500s,", names + 1);
        snprintf(wanted, sizeof wanted, ",%s,", controller);
        if (strstr(padded, wanted)) snprintf(own, sizeof own, "%.500s", path);
    }
    if (file) fclose(file);
    file = own[0] ? fopen("/proc/self/mountinfo", "re") : NULL;
    bool found = false;
    while (file && !found && fgets(line, sizeof line, file)) {
        char *rest = strstr(line, " - ");
        if (!rest || sscanf(line, "%*d %*d %*s %511s %511s", root, point) != 2) continue;
        if (sscanf(rest, " - %63s %*s %511s", type, options) != 2) continue;
        char padded[600], wanted[80];
        snprintf(padded, sizeof padded, ",%s,", options);
        snprintf(wanted, sizeof wanted, ",%s,", controller);
        bool match = *controller ? strcmp(type, "cgroup") == 0 && strstr(padded, wanted)
                                 : strcmp(type, "cgroup2") == 0;
        if (!match) continue;
        /* In a container the mount shows a part of the tree only, and our path begins with it. */
        size_t skip = strcmp(root, "/") == 0 ? 0 : strlen(root);
        const char *below = skip && strncmp(own, root, skip) == 0 ? own + skip : own;
        snprintf(out, size, "%s%s", point, strcmp(below, "/") == 0 ? "" : below);
        found = true;
    }
    if (file) fclose(file);
    return found;
}

static bool make_group(const char *controller, const char *name, char *out, size_t size) {
    char base[400];
    if (!own_group(controller, base, sizeof base)) {
        errno = ENOENT;
        return false;
    }
    remove_stale(base);
    snprintf(out, size, "%s/%s", base, name);
    if (mkdir(out, 0755) != 0) {
        out[0] = 0;
        return false;
    }
    int fd = group_file(out, "cgroup.procs", O_WRONLY);
    bool good = fd >= 0 && write(fd, "0", 1) == 1;
    if (fd >= 0) close(fd);
    return good;
}

/* A version 2 group without controllers still has cgroup.kill, which ends a fork bomb thirty times
 * sooner. */
void groups_open_kill(struct groups *g, const char *base, const char *name) {
    snprintf(g->kill, sizeof g->kill, "%s/%s", base, name);
    if (mkdir(g->kill, 0755) != 0) {
        g->kill[0] = 0;
        return;
    }
    g->kill_now = group_file(g->kill, "cgroup.kill", O_WRONLY);
    g->kill_procs = group_file(g->kill, "cgroup.procs", O_WRONLY);
    if (g->kill_now >= 0 && g->kill_procs >= 0) return;
    if (g->kill_now >= 0) close(g->kill_now);
    if (g->kill_procs >= 0) close(g->kill_procs);
    g->kill_now = g->kill_procs = -1;
    rmdir(g->kill);
    g->kill[0] = 0;
}

static bool open_v1(struct groups *g, const char *name, const char **part) {
    *part = "memory";
    if (!make_group("memory", name, g->memory, sizeof g->memory)) return false;
    *part = "pids";
    if (!make_group("pids", name, g->pids, sizeof g->pids)) return false;
    *part = "cpuacct";
    if (!make_group("cpuacct", name, g->cpu, sizeof g->cpu)) return false;
    g->limit = group_file(g->memory, "memory.limit_in_bytes", O_RDWR);
    g->swap_limit = group_file(g->memory, "memory.memsw.limit_in_bytes", O_RDWR);
    g->usage = group_file(g->memory, "memory.usage_in_bytes", O_RDONLY);
    g->stat = group_file(g->memory, "memory.stat", O_RDONLY);
    g->peak = group_file(g->memory, "memory.max_usage_in_bytes", O_RDWR);
    g->oom = group_file(g->memory, "memory.oom_control", O_RDONLY);
    g->pids_now = group_file(g->pids, "pids.current", O_RDONLY);
    g->pids_max = group_file(g->pids, "pids.max", O_RDWR);
    g->pids_events = group_file(g->pids, "pids.events", O_RDONLY);
    g->cpu_usage = group_file(g->cpu, "cpuacct.usage", O_RDONLY);
    *part = "files of the v1 groups";
    if (g->limit < 0 || g->usage < 0 || g->peak < 0 || g->oom < 0) return false;
    if (g->pids_now < 0 || g->pids_max < 0 || g->cpu_usage < 0) return false;
    int swappiness = group_file(g->memory, "memory.swappiness", O_WRONLY);
    if (swappiness >= 0) {
        write_fd(swappiness, 0);
        close(swappiness);
    }
    char base[400];
    if (own_group("", base, sizeof base)) {
        remove_stale(base);
        groups_open_kill(g, base, name);
    }
    g->version = 1;
    return true;
}

bool groups_open(struct groups *g, char *problem, size_t size) {
    char name[96], base[400];
    uint64_t start = start_time(getpid());
    if (start == 0 || start == UINT64_MAX) {
        /* Under any other name the next keeper would take the groups for a dead one's. */
        snprintf(problem, size, "/proc/%d/stat: %s", getpid(), strerror(errno));
        return false;
    }
    snprintf(name, sizeof name, "lydite-%d-%" PRIu64, getpid(), start);
    if (own_group("memory", base, sizeof base)) {
        const char *part = "";
        if (open_v1(g, name, &part)) return true;
        snprintf(problem, size, "cgroup v1 %s: %s", part, strerror(errno));
        return false;
    }
    if (own_group("", base, sizeof base)) {
        /* An earlier keeper may have moved our parent, and so us, into a leaf: the base is one up. */
        char *tail = strrchr(base, '/');
        if (tail && strcmp(tail, "/lydite-main") == 0) *tail = 0;
        remove_stale(base);
        return groups2_open(g, base, name, problem, size);
    }
    snprintf(problem, size, "no control group file system is mounted");
    return false;
}

/* Leaves a group for its parent, or for the leaf beside us where the parent may hold no process, then
 * removes it. */
static void leave(char *path) {
    if (!path[0]) return;
    char parent[512];
    snprintf(parent, sizeof parent, "%s", path);
    char *slash = strrchr(parent, '/');
    if (slash) *slash = 0;
    char target[640];
    snprintf(target, sizeof target, "%s/cgroup.procs", parent);
    bool left = file_write(target, "0");
    snprintf(target, sizeof target, "%s/lydite-main/cgroup.procs", parent);
    left = left || file_write(target, "0");
    snprintf(target, sizeof target, "%s/cgroup.procs", parent);
    if (!left) file_write(target, "0"); /* once more, before the group stays until the next keeper */
    remove_group(path);
    path[0] = 0;
}

void groups_close(struct groups *g) {
    if (g->kill[0]) rmdir(g->kill);
    leave(g->memory);
    leave(g->pids);
    leave(g->cpu);
    leave(g->leaf);
    /* A neighbour that was killed cannot tidy up, and there may be no keeper after us. */
    static const char *const controllers[] = {"memory", "pids", "cpuacct", ""};
    for (size_t i = 0; i < sizeof controllers / sizeof *controllers; i++) {
        char base[400];
        if (own_group(controllers[i], base, sizeof base)) remove_stale(base);
    }
}

#define LIMIT_SLACK ((uint64_t)1 << 20)

/* memory.limit must not stand above memsw.limit at any moment, hence the two orders. */
static bool limit_memory(struct groups *g, uint64_t memory) {
    /* A little more than asked for stays as it is: each write drains the caches of every processor. */
    if (memory <= g->limit_set && g->limit_set - memory <= LIMIT_SLACK) return true;
    bool up = memory > g->limit_set && g->limit_set != 0;
    bool good;
    if (g->version == 2 || g->swap_limit < 0) {
        good = write_fd(g->limit, memory);
    } else if (up) {
        good = write_fd(g->swap_limit, memory) && write_fd(g->limit, memory);
    } else {
        good = write_fd(g->limit, memory) && write_fd(g->swap_limit, memory);
        /* After a write that failed nobody knows where the limits stand. */
        if (!good && g->limit_set == 0)
            good = write_fd(g->swap_limit, memory) && write_fd(g->limit, memory);
    }
    g->limit_set = good ? memory : 0;
    return good;
}

bool groups_limit(struct groups *g, uint64_t memory, uint32_t processes) {
    if (!limit_memory(g, memory)) return false;
    if (processes == g->pids_set) return true;
    if (!write_fd(g->pids_max, processes)) return false;
    g->pids_set = processes;
    return true;
}

uint64_t groups_memory(const struct groups *g) { return file_number(g->usage, NULL); }

/* What stays in the group whatever happens: its use without the file cache, which gives way to the
 * run. */
uint64_t groups_held(const struct groups *g) {
    bool v2 = g->version == 2;
    char text[4096];
    ssize_t got = pread(g->stat, text, sizeof text - 1, 0);
    text[got > 0 ? got : 0] = 0;
    uint64_t use = groups_memory(g), cache = text_number(text, v2 ? "file" : "total_cache");
    uint64_t shared = text_number(text, v2 ? "shmem" : "total_shmem");
    uint64_t loose = cache > shared ? cache - shared : 0;
    return use > loose ? use - loose : 0;
}

uint64_t groups_cpu_ns(const struct groups *g) {
    if (g->version == 2) return file_number(g->cpu_usage, "usage_usec") * 1000;
    return file_number(g->cpu_usage, NULL);
}

uint64_t groups_oom(const struct groups *g) { return file_number(g->oom, "oom_kill"); }
uint64_t groups_refused(const struct groups *g) { return file_number(g->pids_events, "max"); }
uint64_t groups_processes(const struct groups *g) { return file_number(g->pids_now, NULL); }
uint64_t groups_peak(const struct groups *g) { return file_number(g->peak, NULL); }

void groups_reset_peak(const struct groups *g) {
    /* memory.peak of version 2 takes a write since Linux 6.12; where it does not, the peak is the
     * slot's. */
    if (g->peak >= 0) write_fd(g->peak, 0);
}
