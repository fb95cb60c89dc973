#ifndef LYDITE_CEXACT_INTERNAL_H
#define LYDITE_CEXACT_INTERNAL_H

#include "CExact.h"

#include <setjmp.h>
#if __has_include(<flint/arb.h>)
#include <flint/acb.h>
#include <flint/arb.h>
#include <flint/ca.h>
#include <flint/ca_vec.h>
#include <flint/qqbar.h>
#else
#include <acb.h>
#include <arb.h>
#include <calcium/ca.h>
#include <calcium/ca_vec.h>
#include <calcium/qqbar.h>
#endif
#include <flint/fmpq.h>

typedef struct {
    const lydite_exact_node *nodes;
    size_t count;
    const char *const *numbers;
    int32_t left;
    int32_t right;
    int is_complex;
} lydite_program;

/// Loads FLINT, Arb and Calcium; 0 when every function was found. Not for two threads at once.
int lydite_load_libraries(void);
/// The memory taken since the last `forget` or `free`: noted, forgotten, or given back at once.
void lydite_ledger_add(void *memory);
void lydite_ledger_remove(const void *memory);
void lydite_ledger_forget(void);
void lydite_ledger_free(void);

/// Whether both operands of an operation are nodes.
static inline int lydite_is_binary(int32_t operation) {
    return operation >= LYDITE_EXACT_ADD && operation <= LYDITE_EXACT_POWER
        && operation != LYDITE_EXACT_NEGATE;
}

/// Reads a rational of our own making.
void lydite_read_number(fmpq_t value, const char *text);

int lydite_balls_compare(
    const lydite_program *program, int from_bits, int to_bits, lydite_exact_report *report);
int lydite_balls_sign(const lydite_program *program);
int lydite_algebraic_compare(const lydite_program *program, lydite_exact_report *report);
/// Whether the cyclotomic field of all angles is small enough for Calcium.
int lydite_angles_are_small(const lydite_program *program);
int lydite_calcium_compare(const lydite_program *program, lydite_exact_report *report);

#endif
