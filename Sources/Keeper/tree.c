/* What a run's processes use, read from /proc: for levels without control groups. Best effort
 * between two looks; rlimits hold in between. */
#define _GNU_SOURCE
#include "keeper.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Far above any process limit; a bound on recursion. */
#define TREE_DEPTH 256

static ssize_t read_text(const char *path, char *text, size_t size) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    ssize_t got = read(fd, text, size - 1);
    close(fd);
    if (got >= 0) text[got] = 0;
    return got;
}

typedef void visit(pid_t pid, void *context);

static void walk(pid_t pid, int depth, visit *each, void *context);

/* However long the list is: a number is whole only with the space after it, and a part of one would be
 * another process of this machine. */
static void walk_children(const char *path, int depth, visit *each, void *context) {
    char text[4096];
    size_t held = 0;
    ssize_t got;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && (got = read(fd, text + held, sizeof text - 1 - held)) > 0) {
        text[held + (size_t)got] = 0;
        char *at = text, *end;
        for (long child; (child = strtol(at, &end, 10)) > 0 && *end == ' '; at = end + 1) {
            walk((pid_t)child, depth + 1, each, context);
            each((pid_t)child, context);
        }
        held = strlen(at);
        memmove(text, at, held);
    }
    if (fd >= 0) close(fd);
}

/* Visits everything below a process, deepest first. Children belong to threads, so each is asked.
 * */
static void walk(pid_t pid, int depth, visit *each, void *context) {
    if (depth > TREE_DEPTH) return;
    char path[96];
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    if (!tasks) return;
    for (struct dirent *e; (e = readdir(tasks));) {
        if (e->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "/proc/%d/task/%.20s/children", pid, e->d_name);
        walk_children(path, depth, each, context);
    }
    closedir(tasks);
}

static bool is_same_memory(pid_t one, pid_t other) {
    return one > 0 && syscall(SYS_kcmp, one, other, KCMP_VM, 0, 0) == 0;
}

/* Whether memory counts with the parent or the sibling before already: a child of vfork or posix_spawn is
 * in its parent's memory until it calls execve. */
static bool is_counted(pid_t pid, pid_t parent, struct tree *tree) {
    bool counted = is_same_memory(parent, pid) || is_same_memory(tree->last, pid);
    tree->last = pid;
    return counted;
}

static void measure_one(pid_t pid, void *context) {
    struct tree *tree = context;
    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    if (read_text(path, text, sizeof text) <= 0) return;
    char *at = strrchr(text, ')');
    if (!at) return;
    /* From field 3 on: utime stime cutime cstime are 14 to 17, threads 20 (proc_pid_stat(5)). */
    pid_t parent;
    unsigned long long user, system, child_user, child_system, threads;
    if (sscanf(at + 2, "%*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %llu %llu %*d %*d %llu",
               &parent, &user, &system, &child_user, &child_system, &threads) != 6)
        return;
    uint64_t tick = 1000000000u / (uint64_t)sysconf(_SC_CLK_TCK);
    tree->cpu_ns += (user + system + child_user + child_system) * tick;
    tree->processes += threads;
    if (is_counted(pid, parent, tree)) return;
    snprintf(path, sizeof path, "/proc/%d/statm", pid);
    unsigned long long size, resident, shared;
    if (read_text(path, text, sizeof text) <= 0) return;
    if (sscanf(text, "%llu %llu %llu", &size, &resident, &shared) != 3) return;
    tree->memory += (resident - shared) * (uint64_t)sysconf(_SC_PAGESIZE);
    tree->shared += shared * (uint64_t)sysconf(_SC_PAGESIZE);
}

static uint64_t kib_after(const char *text, const char *key) {
    const char *at = strstr(text, key);
    return at ? strtoull(at + strlen(key), NULL, 10) * 1024 : 0;
}

/* A page that several processes share counts in parts, so that the sum over the tree is right. */
static void measure_share(pid_t pid, void *context) {
    struct tree *tree = context;
    char path[64], text[2048];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    if (read_text(path, text, sizeof text) <= 0) return;
    char *at = strrchr(text, ')');
    if (at && is_counted(pid, atoi(at + 3), tree)) return;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", pid);
    if (read_text(path, text, sizeof text) <= 0) return;
    tree->shared += kib_after(text, "\nPss_Anon:") + kib_after(text, "\nPss_Shmem:");
}

static void walk_both(pid_t top, pid_t besides, visit *each, struct tree *tree) {
    tree->last = 0;
    walk(top, 0, each, tree);
    if (besides <= 0) return;
    walk(besides, 0, each, tree);
    each(besides, tree);
}

/* The top itself is process 1, which is not the program's; but what orphans used is added to it. A program
 * that a zygote forked is no child of it, and stands besides. */
void tree_measure(pid_t top, pid_t besides, uint64_t limit, struct tree *tree) {
    memset(tree, 0, sizeof *tree);
    measure_one(top, tree);
    tree->memory = tree->shared = tree->processes = 0;
    walk_both(top, besides, measure_one, tree);
    if (tree->memory + tree->shared <= limit) return;
    /* The exact look walks page tables; it is worth it only when shared pages could decide. */
    tree->shared = 0;
    walk_both(top, besides, measure_share, tree);
    if (tree->shared > tree->memory) tree->memory = tree->shared;
}

/* Processes and threads of a user on this machine, where they all share one RLIMIT_NPROC. */
uint64_t tree_of_user(uid_t uid) {
    uint64_t count = 0;
    DIR *folder = opendir("/proc");
    if (!folder) return 0;
    for (struct dirent *e; (e = readdir(folder));) {
        char path[64];
        struct stat info;
        if (e->d_name[0] < '1' || e->d_name[0] > '9') continue;
        snprintf(path, sizeof path, "/proc/%.20s/task", e->d_name);
        /* A folder's links are its folders and two more: here one a thread. */
        if (stat(path, &info) == 0 && info.st_uid == uid && info.st_nlink > 2)
            count += info.st_nlink - 2;
    }
    closedir(folder);
    return count;
}

static void kill_one(pid_t pid, void *context) {
    (void)context;
    kill(pid, SIGKILL);
}

void tree_kill_below(pid_t top) { walk(top, 0, kill_one, NULL); }
