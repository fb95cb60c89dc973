/* The keeper: everything between a request on its socket and execve in a sealed process.
 *
 * One keeper owns one slot. It is single-threaded, sits in its slot's own control groups, so that
 * everything it clones is born there, and runs one program at a time. */
#ifndef LYDITE_KEEPER_H
#define LYDITE_KEEPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Version of the frames; both sides must say the same. */
#define LYDITE_PROTOCOL 2u
#define LYDITE_MAGIC 0x4b44594cu /* "LYDK" */
/* The socket to the parent, placed by posix_spawn. */
#define LYDITE_SOCKET 3
/* A frame carries at most one file of the box; larger ones are a mistake. */
/* A zygote hears us there: far above the descriptors of a run. */
#define LYDITE_ZYGOTE_SOCKET 60
#define LYDITE_FRAME_MAX (64u << 20)
#define LYDITE_FDS 5
#define LYDITE_LIST_MAX 1024

enum lydite_frame {
    FRAME_HELLO = 1, FRAME_FILTER, FRAME_BOX, FRAME_FILE, FRAME_RUN, FRAME_KILL,
    FRAME_ZYGOTE, FRAME_ZYGOTE_END, FRAME_COLLECT,
    FRAME_READY = 64, FRAME_DONE, FRAME_ERROR, FRAME_RESULT, FRAME_FILES,
};

enum lydite_level { LEVEL_FULL = 0, LEVEL_NO_CGROUP = 1, LEVEL_BARE = 2 };

/* What kind of failure an ERROR frame tells. */
enum lydite_failure { FAIL_LAYER = 1, FAIL_STAGE = 2, FAIL_PROTOCOL = 3 };

/* What was seen during a run; the parent decides which of them names the ending. */
enum lydite_symptom {
    SAW_FORBIDDEN = 1, SAW_KILL = 2, SAW_OOM = 4, SAW_FORK_REFUSED = 8, SAW_CPU = 16, SAW_WALL = 32,
};

enum lydite_run_flag { RUN_BOX_WRITABLE = 1, RUN_DIALOGUE = 2, RUN_PROC = 4 };

struct list { uint32_t count; char **items; };

/* `bad` after nonsense, and `starved` besides where only memory was missing. */
struct reader { const uint8_t *at, *end; bool bad, starved; };

struct frame {
    uint8_t type;
    uint8_t *payload;
    uint32_t length;
    int fds[LYDITE_FDS];
    int fd_count;
    bool cut; /* descriptors were lost, since we may not open more */
};

/* Compiled system-call filter, kept by its number. */
struct filter { uint32_t id; uint16_t count; void *code; };

/* A resource limit of the program, as setrlimit takes it. */
struct limit { uint64_t resource, soft, hard; };
#define LYDITE_LIMITS 11

struct request {
    uint32_t filter, zygote, flags, processes, open_files;
    uint64_t cpu_ns, wall_ns, memory, file_bytes, stack, address_space;
    const char *path;
    struct list argv, envp, binds;
    int fds[LYDITE_FDS];
    int fd_count;
    struct limit limits[LYDITE_LIMITS]; /* of the program's own process */
    size_t limit_count;
};

/* Where a run's processes are counted and limited; every descriptor may be -1. */
struct groups {
    int version; /* 0 none, 1, 2 */
    char memory[512], pids[512], cpu[512], leaf[512], kill[512];
    int usage, stat, peak, oom, pids_now, pids_max, pids_events, cpu_usage, limit, swap_limit;
    int kill_now, kill_procs;
    uint64_t limit_set, pids_set;
};

/* A warm interpreter that forks the programs of runs; pid 0 where there is none. */
struct zygote {
    uint32_t id;
    pid_t pid;
    int control;
};
#define LYDITE_ZYGOTES 6

/* A finished root without a box, in a mount namespace that a descriptor keeps alive. */
struct root {
    char *key; /* its paths, each with its zero byte */
    size_t length;
    uint32_t flags;
    uint64_t used;
    int ns;
};
#define LYDITE_ROOTS 8

struct slot {
    enum lydite_level level;
    bool root;         /* started by root, without a user namespace */
    uid_t uid, init_uid; /* the candidate's and process 1's, as seen here */
    uint32_t index;
    int lock, stage_lock;
    char stage[64];    /* where roots are put together, in our own mount namespace */
    char box[128];     /* the box as the keeper sees it */
    bool box_ready;
    uint64_t box_bytes;
    char problem[16], problem_detail[300]; /* what failed since the box was made, for the next run */
    int problem_errno;
    struct groups groups;
    struct filter filters[16];
    uint32_t filter_next;
    struct zygote zygotes[LYDITE_ZYGOTES];
    struct root roots[LYDITE_ROOTS];
    uint64_t root_uses;
};

struct outcome {
    uint32_t symptoms;
    int status; /* wait status of the program, -1 when it was killed from outside */
    uint64_t cpu_ns, wall_ns, peak, processes;
    int call;
    char call_name[64];
};

/* wire.c */
bool wire_read(struct frame *frame);
int wire_poll(void); /* 1: the parent asks for a kill, -1: it is gone, 0: nothing */
void wire_done(void);
bool wire_bytes(const void *bytes, size_t length);
void wire_files(uint32_t length);
void wire_ready(const struct slot *slot);
void wire_error(enum lydite_failure kind, const char *stage, int error, const char *detail);
void wire_result(const struct outcome *outcome);
uint8_t take_u8(struct reader *r);
uint32_t take_u32(struct reader *r);
uint64_t take_u64(struct reader *r);
const char *take_string(struct reader *r);
const uint8_t *take_bytes(struct reader *r, uint32_t *length);
void take_list(struct reader *r, struct list *list);
void list_free(struct list *list);

/* slot.c */
bool slot_open(struct slot *slot);
void slot_close(struct slot *slot);

/* cgroup.c, cgroup2.c */
bool groups_open(struct groups *g, char *problem, size_t size);
void groups_close(struct groups *g);
bool groups_limit(struct groups *g, uint64_t memory, uint32_t processes);
uint64_t groups_memory(const struct groups *g);
uint64_t groups_held(const struct groups *g);
uint64_t groups_cpu_ns(const struct groups *g);
uint64_t groups_oom(const struct groups *g);
uint64_t groups_refused(const struct groups *g);
uint64_t groups_processes(const struct groups *g);
uint64_t groups_peak(const struct groups *g);
void groups_reset_peak(const struct groups *g);
bool groups2_open(struct groups *g, const char *base, const char *name, char *problem, size_t size);
void groups_open_kill(struct groups *g, const char *base, const char *name);
extern bool groups_unreadable;
uint64_t file_number(int fd, const char *key);
bool file_write(const char *path, const char *text);
int group_file(const char *folder, const char *name, int flags);

/* box.c */
bool box_make_stage(struct slot *slot);
bool box_reset(struct slot *slot, uint64_t bytes, uint64_t inodes);
bool box_write(struct slot *slot, const char *name, uint32_t mode, const uint8_t *bytes,
    uint32_t length);
bool box_shrink(struct slot *slot, uint64_t bytes);
bool box_collect(const struct slot *slot);
void box_drop(struct slot *slot);

/* filter.c */
bool filter_compile(struct slot *slot, struct reader *r);
const struct filter *filter_find(const struct slot *slot, uint32_t id);

/* root.c: in process 1 and in a zygote */
bool root_build(const struct slot *slot, const struct request *q, const char **stage,
    const char **detail);
bool root_mount_proc(void);

/* roots.c */
int roots_find(struct slot *slot, const struct request *q);
bool roots_enter(const struct slot *slot, const struct request *q, int ns, const char **stage,
    const char **detail);
void roots_drop(struct slot *slot);

/* init.c: process 1 */
_Noreturn void init_main(const struct slot *slot, const struct request *q, int root, int status,
    int report);
_Noreturn void child_fail(int status, const char *stage, int error, const char *detail);

/* program.c: process 2 */
_Noreturn void program_main(const struct slot *slot, const struct request *q, int status);

const char *program_limits(const struct slot *slot, struct request *q);

/* zygote.c */
struct warm_end { int status; uint64_t cpu_ns, peak; };
bool zygote_keeps(int capability);
bool zygote_start(struct slot *slot, struct reader *r);
void zygote_end(struct slot *slot, uint32_t id);
void zygote_end_all(struct slot *slot);
uint32_t zygote_count(const struct slot *slot);
struct zygote *zygote_find(struct slot *slot, uint32_t id);
bool zygote_ask(const struct zygote *z, const struct slot *slot, const struct request *q,
    int status, int pidfd);
const char *zygote_unproved(const struct slot *slot, pid_t program);
bool zygote_takes(const struct request *q);
bool zygote_go(const struct request *q, int status);
int zygote_answer(const struct zygote *z, int timeout_ms, struct warm_end *end);

/* run.c */
bool run_program(struct slot *slot, struct request *q);

/* tree.c */
struct tree { uint64_t cpu_ns, memory, shared, processes; pid_t last; };
void tree_measure(pid_t top, pid_t besides, uint64_t limit, struct tree *tree);
uint64_t tree_of_user(uid_t uid);
void tree_kill_below(pid_t top);

/* probe.c */
int probe_main(const char *name);

struct timeval;
uint64_t now_ns(void);
uint64_t time_ns(const struct timeval *t);

#endif
