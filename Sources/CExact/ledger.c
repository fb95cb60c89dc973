#include "internal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// The addresses of all memory taken during one comparison and not given back: what a longjmp out
// of FLINT would leave behind. An open hash table of libc's own memory, one for each thread.
static const size_t usual_slots = 1024;
static _Thread_local void **slots = NULL;
static _Thread_local size_t slot_count = 0;
static _Thread_local size_t live = 0;

static size_t place(const void *memory) {
    uint64_t bits = (uint64_t)(uintptr_t)memory >> 4;
    return (size_t)((bits * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (slot_count - 1);
}

static void insert(void *memory) {
    size_t at = place(memory);
    while (slots[at] != NULL) at = (at + 1) & (slot_count - 1);
    slots[at] = memory;
    live += 1;
}

static int resize(size_t wanted) {
    void **old = slots;
    size_t old_count = slot_count;
    void **fresh = calloc(wanted, sizeof(void *));
    if (fresh == NULL) return 0;
    slots = fresh;
    slot_count = wanted;
    live = 0;
    for (size_t at = 0; at < old_count; at++) {
        if (old[at] != NULL) insert(old[at]);
    }
    free(old);
    return 1;
}

void lydite_ledger_add(void *memory) {
    // Without room the address is not noted: a leak of one block, no failure.
    if (memory == NULL) return;
    if (2 * (live + 1) > slot_count
        && !resize(slot_count == 0 ? usual_slots : 2 * slot_count)) {
        return;
    }
    insert(memory);
}

void lydite_ledger_remove(const void *memory) {
    if (live == 0 || memory == NULL) return;
    size_t mask = slot_count - 1;
    size_t at = place(memory);
    while (slots[at] != memory) {
        if (slots[at] == NULL) return;
        at = (at + 1) & mask;
    }
    // What follows moves up, so that no search ends too early.
    size_t hole = at;
    for (size_t next = (at + 1) & mask; slots[next] != NULL; next = (next + 1) & mask) {
        size_t home = place(slots[next]);
        if (((next - home) & mask) >= ((next - hole) & mask)) {
            slots[hole] = slots[next];
            hole = next;
        }
    }
    slots[hole] = NULL;
    live -= 1;
}

void lydite_ledger_forget(void) {
    if (slot_count > usual_slots) {
        free(slots);
        slots = NULL;
        slot_count = 0;
    } else if (live > 0) {
        memset(slots, 0, slot_count * sizeof(void *));
    }
    live = 0;
}

void lydite_ledger_free(void) {
    for (size_t at = 0; at < slot_count && live > 0; at++) free(slots[at]);
    lydite_ledger_forget();
}
