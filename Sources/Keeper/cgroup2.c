/* Control groups, version 2: one leaf for the slot. Needs memory and pids delegated to us. */
#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool file_has(const char *folder, const char *name, const char *word) {
    char text[1024];
    int fd = group_file(folder, name, O_RDONLY);
    ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0) close(fd);
    if (got < 0) return false;
    text[got] = 0;
    return strstr(text, word) != NULL;
}

/* A group with processes cannot pass controllers on: its processes, ours and our parent's, move into a leaf. */
static bool pass_on(const char *base) {
    char path[640];
    snprintf(path, sizeof path, "%s/cgroup.subtree_control", base);
    if (file_write(path, "+memory +pids")) return true;
    if (errno != EBUSY) return false;
    char leaf[600];
    snprintf(leaf, sizeof leaf, "%s/lydite-main", base);
    if (mkdir(leaf, 0755) != 0 && errno != EEXIST) return false;
    int fd = group_file(base, "cgroup.procs", O_RDONLY);
    FILE *members = fd < 0 ? NULL : fdopen(fd, "r");
    char line[32];
    char target[640];
    snprintf(target, sizeof target, "%s/cgroup.procs", leaf);
    while (members && fgets(line, sizeof line, members)) file_write(target, line);
    if (members) fclose(members);
    return file_write(path, "+memory +pids");
}

bool groups2_open(struct groups *g, const char *base, const char *name, char *problem, size_t size) {
    if (!file_has(base, "cgroup.controllers", "memory") || !file_has(base, "cgroup.controllers", "pids")) {
        snprintf(problem, size, "cgroup v2 has no memory and pids controllers in %s", base);
        return false;
    }
    /* Moving the parent may have put us below its leaf: then our own base is one up. */
    char folder[512];
    snprintf(folder, sizeof folder, "%s", base);
    char *tail = strrchr(folder, '/');
    if (tail && strcmp(tail, "/lydite-main") == 0) *tail = 0;
    if (!pass_on(folder)) {
        snprintf(problem, size, "cgroup v2 controllers cannot be passed on in %s: %s", folder, strerror(errno));
        return false;
    }
    snprintf(g->leaf, sizeof g->leaf, "%.400s/%s", folder, name);
    if (mkdir(g->leaf, 0755) != 0) {
        snprintf(problem, size, "cgroup v2 group in %s: %s", folder, strerror(errno));
        g->leaf[0] = 0;
        return false;
    }
    g->limit = group_file(g->leaf, "memory.max", O_RDWR);
    g->usage = group_file(g->leaf, "memory.current", O_RDONLY);
    g->stat = group_file(g->leaf, "memory.stat", O_RDONLY);
    g->peak = group_file(g->leaf, "memory.peak", O_RDWR);
    if (g->peak < 0) g->peak = group_file(g->leaf, "memory.peak", O_RDONLY);
    g->oom = group_file(g->leaf, "memory.events", O_RDONLY);
    g->pids_now = group_file(g->leaf, "pids.current", O_RDONLY);
    g->pids_max = group_file(g->leaf, "pids.max", O_RDWR);
    g->pids_events = group_file(g->leaf, "pids.events", O_RDONLY);
    g->cpu_usage = group_file(g->leaf, "cpu.stat", O_RDONLY);
    char path[640];
    snprintf(path, sizeof path, "%s/memory.swap.max", g->leaf);
    file_write(path, "0");
    snprintf(path, sizeof path, "%s/cgroup.procs", g->leaf);
    bool good = g->limit >= 0 && g->usage >= 0 && g->oom >= 0 && g->pids_max >= 0 && g->pids_now >= 0
        && g->cpu_usage >= 0 && file_write(path, "0");
    if (!good) {
        snprintf(problem, size, "cgroup v2 group %s: %s", g->leaf, strerror(errno));
        return false;
    }
    groups_open_kill(g, g->leaf, "run");
    g->version = 2;
    return true;
}
