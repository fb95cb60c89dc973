/* The slot: identity, namespaces and staging folder, made once when the keeper starts. */
#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <pwd.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* First of the unused users; a pair a slot, so that limits by user are limits by slot. The second
 * range is for machines that have given the first to a user's containers. */
static const uid_t uid_bases[] = {200000u, 1900000000u};
#define UID_PAIRS 4096u

/* Whether a user's containers may run processes as `uid` (subuid(5)). */
static bool is_subordinate(uid_t uid) {
    char line[256];
    bool found = false;
    FILE *file = fopen("/etc/subuid", "re");
    while (file && !found && fgets(line, sizeof line, file)) {
        unsigned long first, count;
        char *colon = strchr(line, ':');
        if (!colon || sscanf(colon + 1, "%lu:%lu", &first, &count) != 2) continue;
        found = uid >= first && uid - first < count;
    }
    if (file) fclose(file);
    return found;
}

static bool is_unused(uid_t uid) { return !getpwuid(uid) && !is_subordinate(uid); }

/* Takes the first free pair at or after the slot's index. An abstract socket is the lock: the
 * kernel gives it back when we die, and it is seen by every lydite of this machine. */
static bool take_users(struct slot *slot) {
    uid_t base = is_unused(uid_bases[0]) ? uid_bases[0] : uid_bases[1];
    for (uint32_t i = 0; i < UID_PAIRS; i++) {
        uint32_t pair = (slot->index + i) % UID_PAIRS;
        struct sockaddr_un name = {.sun_family = AF_UNIX};
        int length = snprintf(name.sun_path + 1, sizeof name.sun_path - 1, "lydite-users-%u", pair);
        int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (fd < 0) return false;
        socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length);
        uid_t uid = base + 2 * pair;
        if (bind(fd, (struct sockaddr *)&name, size) == 0 && is_unused(uid) && is_unused(uid + 1)) {
            slot->lock = fd;
            slot->uid = uid;
            slot->init_uid = uid + 1;
            return true;
        }
        close(fd);
    }
    errno = EUSERS;
    return false;
}

/* A user namespace that knows only ourselves, so that being root in it is nothing outside. */
static bool enter_user_namespace(struct slot *slot) {
    uid_t uid = geteuid();
    gid_t gid = getegid();
    prctl(PR_SET_DUMPABLE, 1); /* our own map files belong to root otherwise */
    if (unshare(CLONE_NEWUSER) != 0) return false;
    char map[64];
    if (!file_write("/proc/self/setgroups", "deny")) return false;
    snprintf(map, sizeof map, "1000 %u 1", gid);
    if (!file_write("/proc/self/gid_map", map)) return false;
    snprintf(map, sizeof map, "1000 %u 1", uid);
    if (!file_write("/proc/self/uid_map", map)) return false;
    slot->uid = slot->init_uid = 1000;
    return true;
}

/* Roots are put together on a tmpfs of our own, mounted over a folder that nothing of ours lies in.
 * */
static bool make_stage(struct slot *slot) {
    static const char *const folders[] = {"/media", "/srv", "/mnt", "/tmp"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (mount("tmpfs", folders[i], "tmpfs", MS_NOSUID | MS_NODEV,
            "size=1m,nr_inodes=64,mode=711") != 0)
            continue;
        char root[128];
        snprintf(slot->stage, sizeof slot->stage, "%s/root", folders[i]);
        snprintf(root, sizeof root, "%s", slot->stage);
        snprintf(slot->box, sizeof slot->box, "%s/box", folders[i]);
        return mkdir(root, 0755) == 0 && mkdir(slot->box, 0700) == 0;
    }
    return false;
}

static bool refuse(const char *layer, const char *detail) {
    int error = errno;
    char text[256];
    snprintf(text, sizeof text, "%s", detail ? detail : strerror(error));
    /* A shortage is no lack of the machine's: a weaker level would not be the way on. */
    bool isShortage = error == EMFILE || error == ENFILE || error == ENOMEM;
    wire_error(isShortage ? FAIL_STAGE : FAIL_LAYER, layer, error, text);
    return false;
}

static bool open_bare(struct slot *slot) {
    if (!box_make_stage(slot)) {
        char text[128];
        snprintf(text, sizeof text, "no folder for the box can be made in /tmp or /var/tmp: %s",
            strerror(errno));
        return refuse("folder", text);
    }
    /* One folder further in: its owner may rename an entry of /tmp, but none of a folder of ours.
     * */
    snprintf(slot->box, sizeof slot->box, "%s/box", slot->stage);
    if (chmod(slot->stage, 0711) != 0) return refuse("folder", NULL);
    if (!slot->root) slot->uid = slot->init_uid = geteuid();
    wire_ready(slot);
    return true;
}

/* What no run and no zygote needs leaves the bounding set here, once, and not in every run. */
static bool lower_bounds(void) {
    for (int capability = 0; capability < 64; capability++) {
        if (zygote_keeps(capability) || prctl(PR_CAPBSET_READ, capability) <= 0) continue;
        if (prctl(PR_CAPBSET_DROP, capability) != 0) return false;
    }
    return true;
}

bool slot_open(struct slot *slot) {
    struct groups *g = &slot->groups;
    g->usage = g->stat = g->peak = g->oom = g->pids_now = g->pids_max = g->pids_events = g->cpu_usage = -1;
    g->limit = g->swap_limit = g->kill_now = g->kill_procs = -1;
    slot->root = geteuid() == 0;
    if (slot->root && !take_users(slot)) return refuse("users", "no unused pair of user ids");
    if (slot->level == LEVEL_BARE) return open_bare(slot);
    char problem[256] = "";
    if (slot->level == LEVEL_FULL && !groups_open(g, problem, sizeof problem))
        return refuse("cgroup", problem);
    if (!slot->root && !enter_user_namespace(slot)) return refuse("user namespace", NULL);
    if (unshare(CLONE_NEWNS) != 0) return refuse("mount namespace", NULL);
    if (unshare(CLONE_NEWNET) != 0) return refuse("net namespace", NULL);
    if (unshare(CLONE_NEWIPC) != 0) return refuse("ipc namespace", NULL);
    if (unshare(CLONE_NEWUTS) != 0) return refuse("uts namespace", NULL);
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return refuse("mount namespace",
        NULL);
    if (!make_stage(slot)) return refuse("mounts", NULL);
    if (!lower_bounds()) return refuse("capabilities", NULL);
    prctl(PR_SET_DUMPABLE, 0);
    wire_ready(slot);
    return true;
}

/* Nothing of the slot may outlive the keeper. Mounts go with its namespace. */
void slot_close(struct slot *slot) {
    zygote_end_all(slot);
    roots_drop(slot);
    box_drop(slot);
    if (slot->level == LEVEL_BARE && slot->stage[0] && rmdir(slot->stage) != 0) {
        box_drop(slot);
        rmdir(slot->stage);
    }
    groups_close(&slot->groups);
}
