/* Frames on the socket to the parent: a 32-bit length, a type byte, the payload. Little-endian, as
 * the machine. */
#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void keep_fds(struct frame *frame, struct msghdr *message) {
    if (message->msg_flags & MSG_CTRUNC) frame->cut = true;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS) continue;
        int count = (int)((c->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        for (int i = 0; i < count; i++) {
            int fd;
            memcpy(&fd, CMSG_DATA(c) + (size_t)i * sizeof(int), sizeof fd);
            if (frame->fd_count < LYDITE_FDS) frame->fds[frame->fd_count++] = fd;
            else close(fd);
        }
    }
}

static bool read_all(void *bytes, size_t length, struct frame *frame) {
    uint8_t *at = bytes;
    while (length > 0) {
        union { char bytes[CMSG_SPACE(sizeof(int) * 8)]; struct cmsghdr align; } control;
        struct iovec part = {at, length};
        struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1,
                                 .msg_control = control.bytes, .msg_controllen = sizeof control};
        ssize_t got = recvmsg(LYDITE_SOCKET, &message, MSG_CMSG_CLOEXEC);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        keep_fds(frame, &message);
        at += got;
        length -= (size_t)got;
    }
    return true;
}

/* Reads one frame; false when the parent is gone or speaks nonsense. The caller frees the payload.
 * */
bool wire_read(struct frame *frame) {
    memset(frame, 0, sizeof *frame);
    uint8_t head[5];
    if (!read_all(head, sizeof head, frame)) return false;
    memcpy(&frame->length, head, 4);
    frame->type = head[4];
    if (frame->length > LYDITE_FRAME_MAX) return false;
    frame->payload = malloc((size_t)frame->length + 1);
    if (!frame->payload) return false;
    return read_all(frame->payload, frame->length, frame);
}

/* Reads a KILL during a run. Anything else, or the end of the socket, means that the parent is
 * gone. */
int wire_poll(void) {
    struct pollfd p = {LYDITE_SOCKET, POLLIN, 0};
    if (poll(&p, 1, 0) <= 0) return 0;
    struct frame frame;
    bool good = wire_read(&frame) && frame.type == FRAME_KILL;
    free(frame.payload);
    return good ? 1 : -1;
}

static void send_frame(uint8_t type, const void *payload, uint32_t length) {
    uint8_t head[5];
    memcpy(head, &length, 4);
    head[4] = type;
    struct iovec parts[2] = {{head, sizeof head}, {(void *)payload, length}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    /* Replies are small and the parent waits for them: they fit into the socket's buffer at once.
     * */
    ssize_t put;
    while ((put = sendmsg(LYDITE_SOCKET, &message, MSG_NOSIGNAL)) < 0 && errno == EINTR) {}
    /* A parent that waits for what was not said would wait for ever. */
    if (put != (ssize_t)(sizeof head + length)) shutdown(LYDITE_SOCKET, SHUT_RDWR);
}

struct writer { uint8_t bytes[1024]; uint32_t length; };

static void put(struct writer *w, const void *bytes, uint32_t length) {
    if (w->length + length > sizeof w->bytes) return;
    memcpy(w->bytes + w->length, bytes, length);
    w->length += length;
}

static void put_u32(struct writer *w, uint32_t value) { put(w, &value, 4); }
static void put_u64(struct writer *w, uint64_t value) { put(w, &value, 8); }

static void put_string(struct writer *w, const char *text) {
    uint32_t length = text ? (uint32_t)strnlen(text, 300) : 0;
    put_u32(w, length);
    put(w, text, length);
}

/* Bytes of an answer that may be longer than the socket's buffer. */
bool wire_bytes(const void *bytes, size_t length) {
    const uint8_t *at = bytes;
    while (length > 0) {
        ssize_t put = send(LYDITE_SOCKET, at, length, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        at += put;
        length -= (size_t)put;
    }
    return true;
}

/* Begins an answer whose payload follows by wire_bytes. */
void wire_files(uint32_t length) {
    uint8_t head[5];
    memcpy(head, &length, 4);
    head[4] = FRAME_FILES;
    wire_bytes(head, sizeof head);
}

void wire_done(void) { send_frame(FRAME_DONE, "", 0); }

void wire_ready(const struct slot *slot) {
    struct writer w = {.length = 0};
    put_u32(&w, LYDITE_PROTOCOL);
    put_u32(&w, (uint32_t)slot->level);
    put_u32(&w, (uint32_t)slot->groups.version);
    put_u32(&w, slot->root ? 1 : 0);
    put_u32(&w, slot->uid);
    put_string(&w, slot->level == LEVEL_BARE ? slot->box : "/box");
    send_frame(FRAME_READY, w.bytes, w.length);
}

void wire_error(enum lydite_failure kind, const char *stage, int error, const char *detail) {
    struct writer w = {.length = 0};
    put_u32(&w, (uint32_t)kind);
    put_u32(&w, (uint32_t)error);
    put_string(&w, stage);
    put_string(&w, detail);
    send_frame(FRAME_ERROR, w.bytes, w.length);
}

void wire_result(const struct outcome *o) {
    struct writer w = {.length = 0};
    put_u32(&w, o->symptoms);
    put_u32(&w, (uint32_t)o->status);
    put_u64(&w, o->cpu_ns);
    put_u64(&w, o->wall_ns);
    put_u64(&w, o->peak);
    put_u64(&w, o->processes);
    put_u32(&w, (uint32_t)o->call);
    put_string(&w, o->call_name);
    send_frame(FRAME_RESULT, w.bytes, w.length);
}

static const uint8_t *take(struct reader *r, size_t length) {
    if (r->bad || (size_t)(r->end - r->at) < length) {
        r->bad = true;
        return NULL;
    }
    const uint8_t *at = r->at;
    r->at += length;
    return at;
}

uint8_t take_u8(struct reader *r) {
    const uint8_t *at = take(r, 1);
    return at ? *at : 0;
}

uint32_t take_u32(struct reader *r) {
    uint32_t value = 0;
    const uint8_t *at = take(r, 4);
    if (at) memcpy(&value, at, 4);
    return value;
}

uint64_t take_u64(struct reader *r) {
    uint64_t value = 0;
    const uint8_t *at = take(r, 8);
    if (at) memcpy(&value, at, 8);
    return value;
}

/* A string stays in the frame's own memory, where a zero byte follows it. */
const char *take_string(struct reader *r) {
    uint32_t length = take_u32(r);
    const uint8_t *at = take(r, (size_t)length + 1);
    if (!at || at[length] != 0 || memchr(at, 0, length)) {
        r->bad = true;
        return "";
    }
    return (const char *)at;
}

const uint8_t *take_bytes(struct reader *r, uint32_t *length) {
    *length = take_u32(r);
    return take(r, *length);
}

/* A list of strings, closed by NULL as execve wants it. */
void take_list(struct reader *r, struct list *list) {
    list->count = take_u32(r);
    if (list->count > LYDITE_LIST_MAX) r->bad = true;
    if (r->bad) list->count = 0;
    list->items = calloc((size_t)list->count + 1, sizeof(char *));
    if (!list->items) {
        r->bad = r->starved = true;
        return;
    }
    for (uint32_t i = 0; i < list->count; i++) list->items[i] = (char *)take_string(r);
}

void list_free(struct list *list) {
    free(list->items);
    list->items = NULL;
}
