/* System-call filters: an allow-list whose default tells the keeper, compiled once and kept. */
#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <linux/filter.h>
#include <seccomp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static bool add_rule(scmp_filter_ctx context, struct reader *r, const char **name) {
    *name = take_string(r);
    uint32_t error = take_u32(r);
    uint8_t count = take_u8(r);
    struct scmp_arg_cmp conditions[6];
    if (count > 6) r->bad = true;
    for (uint8_t i = 0; i < count && !r->bad; i++) {
        uint8_t argument = take_u8(r);
        uint64_t mask = take_u64(r), value = take_u64(r);
        if (argument > 5) r->bad = true;
        conditions[i] = (struct scmp_arg_cmp){argument, SCMP_CMP_MASKED_EQ, mask, value};
    }
    if (r->bad) return false;
    int number = seccomp_syscall_resolve_name(*name);
    if (number == __NR_SCMP_ERROR) {
        errno = ENOSYS;
        return false;
    }
    if (number < 0) return true; /* a call of other machines */
    uint32_t action = error == 0 ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(error);
    int result = seccomp_rule_add_array(context, action, number, count, conditions);
    errno = -result;
    return result == 0;
}

/* The exported program, read back out of a memory file. */
static bool export_code(scmp_filter_ctx context, struct filter *out) {
    int fd = memfd_create("filter", MFD_CLOEXEC);
    if (fd < 0) return false;
    bool good = seccomp_export_bpf(context, fd) == 0;
    off_t size = lseek(fd, 0, SEEK_END);
    good = good && size > 0 && (size_t)size % sizeof(struct sock_filter) == 0
        && (size_t)size / sizeof(struct sock_filter) <= BPF_MAXINSNS;
    void *code = good ? malloc((size_t)size) : NULL;
    good = code && pread(fd, code, (size_t)size, 0) == size;
    close(fd);
    if (!good) {
        free(code);
        return false;
    }
    free(out->code);
    out->code = code;
    out->count = (uint16_t)((size_t)size / sizeof(struct sock_filter));
    return true;
}

bool filter_compile(struct slot *slot, struct reader *r) {
    uint32_t id = take_u32(r), count = take_u32(r);
    if (r->bad) return false;
    scmp_filter_ctx context = seccomp_init(SCMP_ACT_NOTIFY);
    if (!context) return false;
    const char *name = "";
    bool good = seccomp_attr_set(context, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0
        && seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0;
    for (uint32_t i = 0; i < count && good; i++) good = add_rule(context, r, &name);
    struct filter *place = &slot->filters[slot->filter_next % 16];
    if (good) {
        name = "";
        good = export_code(context, place);
    }
    int error = errno;
    seccomp_release(context);
    if (r->bad) return false;
    if (good) {
        place->id = id;
        slot->filter_next++;
        wire_done();
    } else {
        wire_error(FAIL_STAGE, "filter", error, name);
    }
    return true;
}

const struct filter *filter_find(const struct slot *slot, uint32_t id) {
    for (size_t i = 0; i < 16; i++) {
        if (slot->filters[i].code && slot->filters[i].id == id) return &slot->filters[i];
    }
    return NULL;
}
