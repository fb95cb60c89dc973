/* The files that a compile step made, handed to the parent: plain ones at the top of the box, whole. */
#define _GNU_SOURCE
#include "keeper.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* More is not worth keeping. */
#define COLLECT_FILES 64
#define COLLECT_BYTES ((size_t)32 << 20)

struct collection {
    uint8_t *bytes;
    size_t length, room;
    uint32_t files;
};

static bool put(struct collection *c, const void *bytes, size_t length) {
    if (length > COLLECT_BYTES + 65536 - c->length) return false;
    if (c->length + length > c->room) {
        size_t room = (c->length + length) * 2;
        uint8_t *more = realloc(c->bytes, room);
        if (!more) return false;
        c->bytes = more;
        c->room = room;
    }
    memcpy(c->bytes + c->length, bytes, length);
    c->length += length;
    return true;
}

static bool put_u32(struct collection *c, uint32_t value) { return put(c, &value, 4); }

/* One file; false for anything that is not plain, or not whole. */
static bool add(struct collection *c, int folder, const char *name) {
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return false;
    struct stat info;
    bool good = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink == 1
        && info.st_size >= 0 && (size_t)info.st_size <= COLLECT_BYTES && ++c->files <= COLLECT_FILES;
    uint32_t length = (uint32_t)strlen(name);
    good = good && put_u32(c, length) && put(c, name, length + 1)
        && put_u32(c, info.st_mode & 0111 ? 1 : 0) && put_u32(c, (uint32_t)info.st_size);
    char block[65536];
    size_t left = good ? (size_t)info.st_size : 0;
    while (good && left > 0) {
        ssize_t got = read(fd, block, left < sizeof block ? left : sizeof block);
        if (got < 0 && errno == EINTR) continue;
        good = got > 0 && put(c, block, (size_t)got);
        left -= good ? (size_t)got : 0;
    }
    close(fd);
    return good;
}

/* Answers with all files of the box, or with none where it holds anything else. */
bool box_collect(const struct slot *slot) {
    struct collection c = {NULL, 0, 0, 0};
    DIR *folder = slot->box_ready ? opendir(slot->box) : NULL;
    bool good = folder && put_u32(&c, 0);
    for (struct dirent *e; good && (e = readdir(folder));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
        good = add(&c, dirfd(folder), e->d_name);
    }
    if (folder) closedir(folder);
    uint32_t count = good ? c.files : 0;
    if (good) memcpy(c.bytes, &count, sizeof count);
    wire_files(good ? (uint32_t)c.length : (uint32_t)sizeof count);
    bool sent = good ? wire_bytes(c.bytes, c.length) : wire_bytes(&count, sizeof count);
    free(c.bytes);
    return sent;
}
