#include "internal.h"

#include <fenv.h>
#include <gmp.h>
#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>

// The last net: what the bounds before each call should never let happen. FLINT aborts on
// exhausted memory and GMP has no way to fail, so both leave by longjmp, C frames only.
static _Thread_local jmp_buf escape;
static _Thread_local int is_armed = 0;
// FLINT's lattice reduction rounds upwards while it works: whoever leaves it in the middle must not
// take that mode along, or every number that the thread reads afterwards is off by a bit.
static _Thread_local int rounding = FE_TONEAREST;
// Whether what is taken and given back is noted in the ledger.
static _Thread_local int is_noting = 0;
static _Thread_local size_t held = 0;
static _Thread_local size_t calls = 0;
static const size_t held_limit = (size_t)16 << 20;
static const size_t calls_limit = 50000;
// FLINT holds a lock while it makes room for a few pointers: never leave from there.
static const size_t small_block = 1024;

static FLINT_NORETURN void give_up(void) {
    if (is_armed) {
        is_armed = 0;
        longjmp(escape, 1);
    }
    abort();
}

static void count(size_t bytes, int may_leave) {
    if (!is_armed) return;
    held += bytes;
    calls += 1;
    if (may_leave && (held > held_limit || calls > calls_limit)) give_up();
}

static void release(void *memory) {
    if (is_armed && memory != NULL) {
        size_t bytes = malloc_usable_size(memory);
        held -= bytes < held ? bytes : held;
    }
    if (is_noting) lydite_ledger_remove(memory);
    free(memory);
}

static void *checked(void *memory) {
    if (memory == NULL) give_up();
    if (is_noting) lydite_ledger_add(memory);
    return memory;
}

static void *take(size_t bytes) {
    count(bytes, 1);
    return checked(malloc(bytes));
}

static void *take_zeroed(size_t items, size_t bytes) {
    count(items * bytes, 1);
    return checked(calloc(items, bytes));
}

static void *retake(void *memory, size_t bytes) {
    size_t had = memory == NULL ? 0 : malloc_usable_size(memory);
    if (bytes > had) count(bytes - had, bytes > small_block);
    void *moved = realloc(memory, bytes);
    // A failed realloc leaves the old block, which stays noted.
    if (moved != NULL && is_noting) lydite_ledger_remove(memory);
    return checked(moved);
}

static void *retake_gmp(void *memory, size_t had, size_t bytes) {
    (void)had;
    return retake(memory, bytes);
}

static void release_gmp(void *memory, size_t bytes) {
    (void)bytes;
    release(memory);
}

static int is_ready = 0;

static void load(void) {
    if (lydite_load_libraries() != 0) return;
    flint_set_abort(give_up);
    __flint_set_memory_functions(take, take_zeroed, retake, release);
    mp_set_memory_functions(take, retake_gmp, release_gmp);
    is_ready = 1;
}

int lydite_exact_is_available(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    return pthread_once(&once, load) == 0 && is_ready;
}

/// After a longjmp: FLINT's caches first, which may hold what was taken, then what nobody holds.
static void give_back(void) {
    flint_cleanup();
    is_noting = 0;
    lydite_ledger_free();
    fesetround(rounding);
}

static void arm(void) {
    rounding = fegetround();
    held = 0;
    calls = 0;
    is_noting = 1;
    is_armed = 1;
}

static void disarm(void) {
    is_armed = 0;
    is_noting = 0;
    lydite_ledger_forget();
    fesetround(rounding);
}

static void run(const lydite_program *program, lydite_exact_report *report, int only_balls) {
    int outcome = lydite_balls_compare(program, 32, only_balls ? 256 : 128, report);
    if (outcome != LYDITE_EXACT_UNKNOWN || only_balls) {
        report->verdict = outcome;
        return;
    }
    outcome = lydite_algebraic_compare(program, report);
    if (outcome == LYDITE_EXACT_UNKNOWN) outcome = lydite_calcium_compare(program, report);
    if (outcome == LYDITE_EXACT_UNKNOWN) {
        outcome = lydite_balls_compare(program, 256, 1024, report);
    }
    report->verdict = outcome;
}

lydite_exact_report lydite_exact_compare(
    const lydite_exact_node *nodes, size_t node_count, const char *const *numbers, int32_t left,
    int32_t right, int is_complex, int maximum_bits, int only_balls) {
    (void)maximum_bits;
    lydite_exact_report report = {LYDITE_EXACT_UNKNOWN, LYDITE_EXACT_BY_NONE, 0, 0};
    lydite_program program = {nodes, node_count, numbers, left, right, is_complex};
    if (!lydite_exact_is_available()) {
        report.verdict = LYDITE_EXACT_UNAVAILABLE;
        return report;
    }
    if (setjmp(escape) != 0) {
        give_back();
        lydite_exact_report gone = {LYDITE_EXACT_BUDGET, LYDITE_EXACT_BY_NONE, 0, 0};
        return gone;
    }
    arm();
    run(&program, &report, only_balls);
    disarm();
    report.steps += (int32_t)node_count;
    return report;
}

int lydite_exact_sign(
    const lydite_exact_node *nodes, size_t node_count, const char *const *numbers,
    int32_t root) {
    lydite_program program = {nodes, node_count, numbers, root, root, 0};
    if (!lydite_exact_is_available()) return 0;
    if (setjmp(escape) != 0) {
        give_back();
        return 0;
    }
    arm();
    int sign = lydite_balls_sign(&program);
    disarm();
    return sign;
}
