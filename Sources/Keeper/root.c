/* The minimal root, put together in a mount namespace of its own. */
#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define STAGE_PATH 4200

/* MS_REMOUNT would change the top mount only and leave what is mounted below it writable. */
static bool seal(const char *path, uint64_t attributes) {
    struct mount_attr wanted = {.attr_set = attributes};
    return syscall(SYS_mount_setattr, AT_FDCWD, path, AT_RECURSIVE, &wanted, sizeof wanted) == 0;
}

static bool make_parents(char *path, size_t skip) {
    for (char *at = path + skip + 1; (at = strchr(at, '/')); at++) {
        *at = 0;
        int result = mkdir(path, 0755);
        *at = '/';
        if (result != 0 && errno != EEXIST) return false;
    }
    return true;
}

static bool touch(const char *path) {
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0) return false;
    close(fd);
    return true;
}

/* Binds a path at its own place, read-only with everything below; a link becomes the same link. */
static bool bind_path(const char *stage, const char *source) {
    char target[STAGE_PATH];
    if (source[0] != '/' || strlen(source) > PATH_MAX - 2 || strstr(source, "..")) {
        errno = EINVAL;
        return false;
    }
    snprintf(target, sizeof target, "%s%s", stage, source);
    struct stat info;
    if (lstat(source, &info) != 0) return false;
    if (!make_parents(target, strlen(stage))) return false;
    if (S_ISLNK(info.st_mode)) {
        char text[PATH_MAX];
        ssize_t length = readlink(source, text, sizeof text - 1);
        if (length < 0) return false;
        text[length] = 0;
        return symlink(text, target) == 0 || errno == EEXIST;
    }
    bool made = S_ISDIR(info.st_mode) ? mkdir(target, 0755) == 0 || errno == EEXIST : touch(target);
    return made && mount(source, target, NULL, MS_BIND | MS_REC, NULL) == 0
        && seal(target, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
}

static bool bind_device(const char *stage, const char *source) {
    char target[STAGE_PATH];
    snprintf(target, sizeof target, "%s%s", stage, source);
    /* Never NODEV here: the device would not open. Read-only keeps the host's node as it is (its times
     * too) and still lets the device be written. */
    return touch(target) && mount(source, target, NULL, MS_BIND, NULL) == 0
        && seal(target, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC | MOUNT_ATTR_RDONLY);
}

/* A node of the root's own, so that a lock on it is seen by nobody else; the host's where we may make none. */
static bool add_device(const char *stage, const char *source) {
    char target[STAGE_PATH];
    struct stat info;
    snprintf(target, sizeof target, "%s%s", stage, source);
    if (stat(source, &info) != 0) return false;
    int fd = -1;
    if (mknod(target, S_IFCHR | 0666, info.st_rdev) == 0 && chmod(target, 0666) == 0)
        fd = open(target, O_RDWR | O_CLOEXEC);
    if (fd >= 0) return close(fd) == 0;
    unlink(target);
    return bind_device(stage, source);
}

/* Named semaphores and shared memory, which the C library looks for in /dev/shm, lie in the box: bounded
 * and thrown away with it. */
static bool add_devices(const char *stage, const char **detail) {
    static const char *const devices[] = {"/dev/null", "/dev/zero", "/dev/urandom", "/dev/full"};
    char path[STAGE_PATH];
    snprintf(path, sizeof path, "%s/dev", stage);
    *detail = "/dev";
    if (mkdir(path, 0755) != 0 || mount("tmpfs", path, "tmpfs", MS_NOSUID | MS_NOEXEC,
        "size=64k,nr_inodes=32,mode=755") != 0)
        return false;
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
        *detail = devices[i];
        if (!add_device(stage, devices[i])) return false;
    }
    *detail = "/dev/shm";
    snprintf(path, sizeof path, "%s/dev/shm", stage);
    return symlink("/box", path) == 0;
}

/* Once its links are there as well. Never NODEV. */
static bool seal_devices(const char *stage) {
    char path[STAGE_PATH];
    snprintf(path, sizeof path, "%s/dev", stage);
    return seal(path, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC | MOUNT_ATTR_RDONLY);
}

static bool add_box(const struct slot *slot) {
    char target[STAGE_PATH];
    snprintf(target, sizeof target, "%s/box", slot->stage);
    return mkdir(target, 0755) == 0;
}

static bool mount_proc(const char *target) {
    return mount("proc", target, "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_RDONLY,
        "hidepid=invisible,subset=pid") == 0;
}

/* /proc of the run's own processes, in its own root. */
bool root_mount_proc(void) { return mount_proc("/proc"); }

/* The place of /proc, and the links in /dev that lead there. In a container whose own /proc is covered in
 * part the kernel refuses to mount one; the run then goes without, which is stricter. */
static bool add_proc(const char *stage) {
    static const char *const links[][2] = {
        {"/dev/fd", "/proc/self/fd"}, {"/dev/stdin", "/proc/self/fd/0"},
        {"/dev/stdout", "/proc/self/fd/1"}, {"/dev/stderr", "/proc/self/fd/2"},
    };
    char target[STAGE_PATH];
    snprintf(target, sizeof target, "%s/proc", stage);
    if (mkdir(target, 0555) != 0) return false;
    if (!mount_proc(target)) return true;
    if (umount2(target, MNT_DETACH) != 0) return false;
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        snprintf(target, sizeof target, "%s%s", stage, links[i][0]);
        if (symlink(links[i][1], target) != 0) return false;
    }
    return true;
}

bool root_build(const struct slot *slot, const struct request *q, const char **stage,
    const char **detail) {
    *stage = "mounts";
    *detail = "/";
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return false;
    *detail = slot->stage;
    if (mount("tmpfs", slot->stage, "tmpfs", MS_NOSUID | MS_NODEV,
        "size=1m,nr_inodes=2048,mode=755") != 0)
        return false;
    for (uint32_t i = 0; i < q->binds.count; i++) {
        *detail = q->binds.items[i];
        if (!bind_path(slot->stage, q->binds.items[i])) return false;
    }
    if (!add_devices(slot->stage, detail)) return false;
    *detail = "/box";
    if (!add_box(slot)) return false;
    *detail = "/proc";
    if (q->flags & RUN_PROC && !add_proc(slot->stage)) return false;
    *detail = "/dev";
    if (!seal_devices(slot->stage)) return false;
    *stage = "pivot_root";
    *detail = slot->stage;
    if (chdir(slot->stage) != 0) return false;
    if (syscall(SYS_pivot_root, ".", ".") != 0) return false;
    if (umount2(".", MNT_DETACH) != 0 || chdir("/") != 0) return false;
    *detail = "/";
    return mount(NULL, "/", NULL, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV,
        NULL) == 0;
}
