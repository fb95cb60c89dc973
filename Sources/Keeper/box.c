/* /box: a bounded tmpfs in the keeper's own mount namespace; at the bare level a folder of the
 * host. */
#define _GNU_SOURCE
#include "keeper.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

/* Then the keeper's pid, and letters of chance. */
#define STAGE_NAME "lydite-box-"
/* How deep a walk goes before it brings what lies deeper to the top: each level holds a descriptor. */
#define WALK_DEPTH 32

/* Empties a folder of the bare level without following links; true when something deep was brought to
 * the top, for another walk. */
static bool empty_folder(int top, int fd, int depth) {
    static unsigned count;
    bool moved = false;
    DIR *folder = fdopendir(fd);
    if (!folder) {
        close(fd);
        return false;
    }
    for (struct dirent *e; (e = readdir(folder));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
        /* What cannot be unlinked and is no folder stays. */
        if (unlinkat(fd, e->d_name, 0) == 0 || errno != EISDIR) continue;
        fchmodat(fd, e->d_name, 0700, AT_SYMLINK_NOFOLLOW);
        if (depth >= WALK_DEPTH) {
            char name[32];
            snprintf(name, sizeof name, "deep-%u", count++);
            moved = renameat(fd, e->d_name, top, name) == 0 || moved;
            continue;
        }
        int inner = openat(fd, e->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner < 0) continue;
        moved = empty_folder(top, inner, depth + 1) || moved;
        unlinkat(fd, e->d_name, AT_REMOVEDIR);
    }
    closedir(folder);
    return moved;
}

/* Opens our folder of the bare level. Without a user of its own, the program may have taken every
 * right from it. */
static int open_stage(const struct slot *slot) {
    int fd = open(slot->stage, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return -1;
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int folder = chmod(path, 0711) == 0
        ? open(slot->stage, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
    close(fd);
    return folder;
}

/* A folder of the bare level, named for its keeper, which holds a lock on it while it lives. */
static bool make_stage_in(struct slot *slot, const char *base) {
    snprintf(slot->stage, sizeof slot->stage, "%s/" STAGE_NAME "%d-XXXXXX", base, getpid());
    if (!mkdtemp(slot->stage)) {
        slot->stage[0] = 0;
        return false;
    }
    /* Without the lock the folder only stays, should we be killed. */
    slot->stage_lock = open(slot->stage, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (slot->stage_lock >= 0) flock(slot->stage_lock, LOCK_EX | LOCK_NB);
    return true;
}

/* Removes what a keeper that was killed has left. Our own start may be its last trace's end: nobody else
 * looks there. */
static void remove_stale_in(const char *base) {
    DIR *folder = opendir(base);
    for (struct dirent *e; folder && (e = readdir(folder));) {
        int pid;
        struct stat info;
        if (sscanf(e->d_name, STAGE_NAME "%d-", &pid) != 1 || pid <= 0) continue;
        if (kill(pid, 0) == 0 || errno != ESRCH) continue;
        /* In another pid namespace its keeper may live all the same: then the lock is held. */
        int fd = openat(dirfd(folder), e->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd < 0) continue;
        if (fstat(fd, &info) == 0 && info.st_uid == geteuid() && flock(fd, LOCK_EX | LOCK_NB) == 0) {
            int walked;
            while ((walked = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) >= 0
                && empty_folder(fd, walked, 0)) {}
            unlinkat(dirfd(folder), e->d_name, AT_REMOVEDIR);
        }
        close(fd);
    }
    if (folder) closedir(folder);
}

/* The folder that the bare level has in place of a root. */
bool box_make_stage(struct slot *slot) {
    static const char *const bases[] = {"/tmp", "/var/tmp"};
    for (size_t i = 0; i < 2; i++) remove_stale_in(bases[i]);
    for (size_t i = 0; i < 2; i++) {
        if (make_stage_in(slot, bases[i])) return true;
    }
    return false;
}

/* The box and whatever was put beside it. */
static void empty_stage(const struct slot *slot) {
    for (bool again = true; again;) {
        int fd = open_stage(slot);
        int walked = fd < 0 ? -1 : dup(fd);
        again = walked >= 0 && empty_folder(fd, walked, 0);
        if (fd >= 0) close(fd);
    }
}

/* Throws the box away. The tmpfs goes as a whole: no file is looked at. */
void box_drop(struct slot *slot) {
    bool was_ready = slot->box_ready;
    slot->box_ready = false;
    if (slot->level == LEVEL_BARE) {
        if (slot->stage[0]) empty_stage(slot);
    } else if (was_ready && umount2(slot->box, MNT_DETACH) != 0) {
        umount2(slot->box, MNT_DETACH); /* once more; a box that stays is covered by the next */
    }
}

bool box_reset(struct slot *slot, uint64_t bytes, uint64_t inodes) {
    box_drop(slot);
    if (slot->level == LEVEL_BARE) {
        slot->box_ready = mkdir(slot->box, 0700) == 0;
        if (!slot->box_ready && errno == EEXIST) {
            empty_stage(slot); /* what could not be removed the first time */
            slot->box_ready = mkdir(slot->box, 0700) == 0;
        }
        return slot->box_ready && (!slot->root || lchown(slot->box, slot->uid, slot->uid) == 0);
    }
    char options[160];
    snprintf(options, sizeof options, "size=%llu,nr_inodes=%llu,mode=700,uid=%u,gid=%u",
             (unsigned long long)bytes, (unsigned long long)inodes, slot->uid, slot->uid);
    if (mount("tmpfs", slot->box, "tmpfs", MS_NOSUID | MS_NODEV, options) != 0) return false;
    slot->box_ready = true;
    slot->box_bytes = bytes;
    return true;
}

/* A compiler may need more room than the program that it makes: the program may add `bytes` to what the
 * compiler left. */
bool box_shrink(struct slot *slot, uint64_t bytes) {
    if (slot->level == LEVEL_BARE || !slot->box_ready || bytes >= slot->box_bytes) return true;
    struct statfs now;
    if (statfs(slot->box, &now) != 0) return false;
    uint64_t size = (uint64_t)(now.f_blocks - now.f_bfree) * (uint64_t)now.f_bsize + bytes;
    if (size >= slot->box_bytes) return true;
    char options[64];
    snprintf(options, sizeof options, "size=%llu", (unsigned long long)size);
    if (mount(NULL, slot->box, NULL, MS_REMOUNT | MS_NOSUID | MS_NODEV, options) != 0) return false;
    slot->box_bytes = size;
    return true;
}

static bool good_name(const char *name) {
    size_t length = strlen(name);
    return length > 0 && length <= 255 && !strchr(name, '/') && strcmp(name, ".") != 0
        && strcmp(name, "..") != 0;
}

/* Writes one file as the candidate's own. A link left by an earlier step is removed, never
 * followed. */
bool box_write(struct slot *slot, const char *name, uint32_t mode, const uint8_t *bytes,
    uint32_t length) {
    if (!slot->box_ready || !good_name(name)) {
        errno = EINVAL;
        return false;
    }
    int folder = open(slot->box, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) return false;
    unlinkat(folder, name, 0);
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    int error = errno;
    close(folder);
    if (fd < 0) {
        errno = error;
        return false;
    }
    bool good = true;
    while (good && length > 0) {
        ssize_t put = write(fd, bytes, length);
        if (put < 0 && errno == EINTR) continue;
        good = put > 0;
        if (good) {
            bytes += put;
            length -= (uint32_t)put;
        }
    }
    if (good && slot->root) good = fchown(fd, slot->uid, slot->uid) == 0;
    if (good) good = fchmod(fd, mode & 0777) == 0;
    error = errno;
    close(fd);
    errno = error;
    return good;
}
