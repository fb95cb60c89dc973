/* Entry of the keeper: serves one slot on the socket that it inherited, until the socket ends. */
#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

uint64_t time_ns(const struct timeval *t) {
    return (uint64_t)t->tv_sec * 1000000000u + (uint64_t)t->tv_usec * 1000u;
}

/* The first frame fixes version, level and slot; any other first frame ends the keeper. */
static bool greet(struct slot *slot) {
    struct frame frame;
    if (!wire_read(&frame)) return false;
    struct reader r = {frame.payload, frame.payload + frame.length, false, false};
    bool hello = frame.type == FRAME_HELLO && take_u32(&r) == LYDITE_MAGIC;
    uint32_t version = take_u32(&r), level = take_u32(&r);
    slot->index = take_u32(&r);
    free(frame.payload);
    if (!hello || version != LYDITE_PROTOCOL) {
        char detail[64];
        snprintf(detail, sizeof detail, "%u", LYDITE_PROTOCOL);
        wire_error(FAIL_PROTOCOL, "version", 0, detail);
        return false;
    }
    if (r.bad || level > LEVEL_BARE) {
        wire_error(FAIL_PROTOCOL, "hello", 0, "");
        return false;
    }
    slot->level = (enum lydite_level)level;
    return slot_open(slot);
}

/* Box and files are not answered: the parent sends them together with the run, and hears of a failure
 * there. */
static void note_problem(struct slot *slot, const char *stage, const char *detail) {
    if (slot->problem[0]) return;
    slot->problem_errno = errno;
    snprintf(slot->problem, sizeof slot->problem, "%s", stage);
    snprintf(slot->problem_detail, sizeof slot->problem_detail, "%s", detail);
}

static bool serve_box(struct slot *slot, struct reader *r) {
    uint64_t bytes = take_u64(r), inodes = take_u64(r);
    if (r->bad) return false;
    slot->problem[0] = 0;
    if (!box_reset(slot, bytes, inodes)) note_problem(slot, "box", slot->box);
    return true;
}

static bool serve_file(struct slot *slot, struct reader *r) {
    const char *name = take_string(r);
    uint32_t mode = take_u32(r), length;
    const uint8_t *bytes = take_bytes(r, &length);
    if (r->bad) return false;
    if (!box_write(slot, name, mode, bytes, length)) note_problem(slot, "file", name);
    return true;
}

static bool serve_run(struct slot *slot, struct reader *r, struct frame *frame) {
    struct request q = {.filter = take_u32(r)};
    q.zygote = take_u32(r);
    q.flags = take_u32(r);
    q.processes = take_u32(r);
    q.open_files = take_u32(r);
    q.cpu_ns = take_u64(r);
    q.wall_ns = take_u64(r);
    q.memory = take_u64(r);
    q.file_bytes = take_u64(r);
    q.stack = take_u64(r);
    q.address_space = take_u64(r);
    q.path = take_string(r);
    take_list(r, &q.argv);
    take_list(r, &q.envp);
    take_list(r, &q.binds);
    memcpy(q.fds, frame->fds, sizeof q.fds);
    q.fd_count = frame->fd_count;
    frame->fd_count = 0;
    bool good = !r->bad && q.argv.count > 0
        && (frame->cut || q.fd_count == (q.flags & RUN_DIALOGUE ? 5 : 3));
    if (good && frame->cut) wire_error(FAIL_STAGE, "descriptors", EMFILE, "");
    else if (good && slot->problem[0])
        wire_error(FAIL_STAGE, slot->problem, slot->problem_errno, slot->problem_detail);
    else if (good) good = run_program(slot, &q);
    for (int i = 0; i < q.fd_count; i++) close(q.fds[i]);
    list_free(&q.argv);
    list_free(&q.envp);
    list_free(&q.binds);
    return good;
}

static bool serve(struct slot *slot) {
    struct frame frame;
    bool good = wire_read(&frame);
    if (good) {
        struct reader r = {frame.payload, frame.payload + frame.length, false, false};
        switch (frame.type) {
        case FRAME_FILTER: good = filter_compile(slot, &r); break;
        case FRAME_BOX: good = serve_box(slot, &r); break;
        case FRAME_FILE: good = serve_file(slot, &r); break;
        case FRAME_RUN: good = serve_run(slot, &r, &frame); break;
        case FRAME_KILL: break; /* it came after the run had ended */
        case FRAME_ZYGOTE: good = zygote_start(slot, &r); break;
        case FRAME_COLLECT: good = box_collect(slot); break;
        case FRAME_ZYGOTE_END: zygote_end(slot, take_u32(&r)); break;
        default: good = false;
        }
        if (!good && r.starved) {
            wire_error(FAIL_STAGE, "memory", ENOMEM, "");
            good = true;
        } else if (!good) {
            wire_error(FAIL_PROTOCOL, "frame", 0, "");
        }
    }
    for (int i = 0; i < frame.fd_count; i++) close(frame.fds[i]);
    free(frame.payload);
    return good;
}

/* A soft limit that lydite was started with would cut filters and files short. */
static void raise_limits(void) {
    static const int resources[] = {RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_AS, RLIMIT_DATA};
    for (size_t i = 0; i < sizeof resources / sizeof *resources; i++) {
        struct rlimit now;
        if (getrlimit((__rlimit_resource_t)resources[i], &now) != 0) continue;
        now.rlim_cur = now.rlim_max;
        setrlimit((__rlimit_resource_t)resources[i], &now);
    }
}

int main(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "--probe") == 0) return probe_main(argv[2]);
    if (argc != 2 || strcmp(argv[1], "--serve") != 0) {
        fprintf(stderr, "lydite-keeper is started by lydite; it has no use of its own\n");
        return 64;
    }
    int type;
    socklen_t size = sizeof type;
    if (getsockopt(LYDITE_SOCKET, SOL_SOCKET, SO_TYPE, &type, &size) != 0) {
        fprintf(stderr, "lydite-keeper: descriptor 3 is no socket\n");
        return 64;
    }
    /* A terminal's Ctrl-C goes to the whole group; the parent decides when a run ends. */
    setsid();
    raise_limits();
    close_range(LYDITE_SOCKET + 1, ~0u, 0);
    signal(SIGPIPE, SIG_IGN);
    fcntl(LYDITE_SOCKET, F_SETFD, FD_CLOEXEC);
    static struct slot slot;
    slot.lock = -1;
    if (greet(&slot)) {
        while (serve(&slot)) {}
    }
    slot_close(&slot);
    return 0;
}
