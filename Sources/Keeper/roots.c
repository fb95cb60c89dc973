/* Roots are built once for each set of paths and entered by every run: a copy of a finished mount namespace
 * costs a quarter of building one. A run's copy is its own; the box alone is mounted into it. */
#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void drop(struct root *root) {
    if (!root->key) return;
    free(root->key);
    close(root->ns);
    root->key = NULL;
}

void roots_drop(struct slot *slot) {
    for (size_t i = 0; i < LYDITE_ROOTS; i++) drop(&slot->roots[i]);
}

static char *make_key(const struct request *q, size_t *length) {
    *length = 0;
    for (uint32_t i = 0; i < q->binds.count; i++) *length += strlen(q->binds.items[i]) + 1;
    char *key = malloc(*length + 1), *at = key;
    for (uint32_t i = 0; key && i < q->binds.count; i++) at = stpcpy(at, q->binds.items[i]) + 1;
    return key;
}

/* Hands the namespace over, or says what failed; then it is no longer needed. */
_Noreturn static void build(const struct slot *slot, const struct request *q, int to) {
    const char *stage = "mounts", *detail = "";
    int ns = open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC);
    if (ns < 0 || !root_build(slot, q, &stage, &detail)) child_fail(to, stage, errno, detail);
    union { char bytes[CMSG_SPACE(sizeof(int))]; struct cmsghdr align; } control = {{0}};
    struct iovec part = {"N", 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes,
        .msg_controllen = sizeof control.bytes};
    struct cmsghdr *c = CMSG_FIRSTHDR(&message);
    *c = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof ns), .cmsg_level = SOL_SOCKET,
        .cmsg_type = SCM_RIGHTS};
    memcpy(CMSG_DATA(c), &ns, sizeof ns);
    _exit(sendmsg(to, &message, MSG_NOSIGNAL) == 1 ? 0 : 1);
}

/* The finished namespace out of the builder's message; -1 when it failed, with the failure told. */
static int take(int from) {
    char text[512];
    union { char bytes[CMSG_SPACE(sizeof(int))]; struct cmsghdr align; } control;
    struct iovec part = {text, sizeof text - 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes,
        .msg_controllen = sizeof control.bytes};
    ssize_t got = recvmsg(from, &message, MSG_CMSG_CLOEXEC);
    struct cmsghdr *c = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    int ns = -1;
    if (c && c->cmsg_type == SCM_RIGHTS) memcpy(&ns, CMSG_DATA(c), sizeof ns);
    if (ns >= 0) return ns;
    text[got > 0 ? got : 0] = 0;
    char *space = strchr(text, ' '), *line = strchr(text, '\n');
    if (text[0] == 'E' && space && line && space < line) {
        *space = *line = 0;
        wire_error(FAIL_STAGE, space + 1, atoi(text + 1), line + 1);
    } else {
        wire_error(FAIL_STAGE, "mounts", 0, "the root could not be built");
    }
    return -1;
}

/* The namespace with the root of this request, built when it is new; -1 when that failed and was told. */
int roots_find(struct slot *slot, const struct request *q) {
    size_t length;
    uint32_t flags = q->flags & RUN_PROC;
    char *key = make_key(q, &length);
    struct root *place = &slot->roots[0];
    for (size_t i = 0; key && i < LYDITE_ROOTS; i++) {
        struct root *root = &slot->roots[i];
        if (root->key && root->length == length && root->flags == flags
            && memcmp(root->key, key, length) == 0) {
            free(key);
            root->used = ++slot->root_uses;
            return root->ns;
        }
        if (place->key && (!root->key || root->used < place->used)) place = root;
    }
    int pair[2] = {-1, -1};
    struct clone_args args = {.flags = CLONE_NEWNS | CLONE_NEWPID, .exit_signal = SIGCHLD};
    pid_t pid = -1;
    if (key && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == 0)
        pid = (pid_t)syscall(SYS_clone3, &args, sizeof args);
    if (pid == 0) build(slot, q, pair[1]);
    int error = errno, ns = -1;
    if (pair[1] >= 0) close(pair[1]);
    if (pid > 0) ns = take(pair[0]);
    else wire_error(FAIL_STAGE, "clone", error, "");
    if (pair[0] >= 0) close(pair[0]);
    while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR) {}
    if (ns < 0) {
        free(key);
        return -1;
    }
    drop(place);
    *place = (struct root){key, length, flags, ++slot->root_uses, ns};
    return ns;
}

/* In process 1: a copy of the finished root, with the box in it. */
bool roots_enter(const struct slot *slot, const struct request *q, int ns, const char **stage,
    const char **detail) {
    int box = -1;
    *stage = "mounts";
    *detail = "/box";
    /* Taken while the keeper's mounts can be seen. */
    if (slot->box_ready) {
        box = (int)syscall(SYS_open_tree, AT_FDCWD, slot->box, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
        struct mount_attr wanted = {.attr_set = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV
            | (q->flags & RUN_BOX_WRITABLE ? 0 : MOUNT_ATTR_RDONLY)};
        if (box < 0 || syscall(SYS_mount_setattr, box, "", AT_EMPTY_PATH, &wanted, sizeof wanted) != 0)
            return false;
    }
    *stage = "mount namespace";
    *detail = "";
    if (setns(ns, CLONE_NEWNS) != 0 || unshare(CLONE_NEWNS) != 0) return false;
    *stage = "mounts";
    *detail = "/box";
    if (box >= 0 && syscall(SYS_move_mount, box, "", AT_FDCWD, "/box", MOVE_MOUNT_F_EMPTY_PATH) != 0)
        return false;
    if (q->flags & RUN_PROC) root_mount_proc(); /* or none: see root.c */
    return true;
}
