#ifndef LYDITE_CEXACT_H
#define LYDITE_CEXACT_H

#include <stddef.h>
#include <stdint.h>

/// One step of a postfix program: operands have smaller indices than their operator.
typedef struct {
    int32_t operation;
    int32_t left;
    int32_t right;
} lydite_exact_node;

enum {
    LYDITE_EXACT_NUMBER = 0, // left: index into the numbers
    LYDITE_EXACT_PI,
    LYDITE_EXACT_I,
    LYDITE_EXACT_ADD,
    LYDITE_EXACT_MULTIPLY,
    LYDITE_EXACT_DIVIDE,
    LYDITE_EXACT_NEGATE,
    LYDITE_EXACT_POWER,
    LYDITE_EXACT_ROOT, // right: the degree itself, at least 2
    LYDITE_EXACT_EXP,
    LYDITE_EXACT_LOG,
    LYDITE_EXACT_SIN,
    LYDITE_EXACT_COS,
    LYDITE_EXACT_TAN,
    LYDITE_EXACT_ASIN,
    LYDITE_EXACT_ACOS,
    LYDITE_EXACT_ATAN,
    LYDITE_EXACT_ABS,
    LYDITE_EXACT_FLOOR,
};

enum {
    LYDITE_EXACT_EQUAL = 0,
    LYDITE_EXACT_DIFFERENT,
    LYDITE_EXACT_UNKNOWN,
    LYDITE_EXACT_LEFT_UNDEFINED,
    LYDITE_EXACT_RIGHT_UNDEFINED,
    LYDITE_EXACT_BUDGET,
    /// The libraries are not there or lack a function.
    LYDITE_EXACT_UNAVAILABLE,
};

/// Which means decided.
enum {
    LYDITE_EXACT_BY_NONE = 0,
    LYDITE_EXACT_BY_BALLS,
    LYDITE_EXACT_BY_ALGEBRAIC,
    LYDITE_EXACT_BY_CALCIUM,
};

typedef struct {
    int32_t verdict;
    int32_t means;
    int32_t bits;
    int32_t steps;
} lydite_exact_report;

/// Whether FLINT, Arb and Calcium can be used; loads them at the first call.
int lydite_exact_is_available(void);

/// Compares two constants; `is_complex` allows values off the real line.
///
/// `numbers` are rationals in base 16, "p/q" or "p", with q above zero.
lydite_exact_report lydite_exact_compare(
    const lydite_exact_node *nodes, size_t count, const char *const *numbers, int32_t left,
    int32_t right, int is_complex, int only_balls);

/// The sign of a real constant by balls: -1, 0 (not known) or 1; 2 when it has no real value.
int lydite_exact_sign(
    const lydite_exact_node *nodes, size_t count, const char *const *numbers, int32_t root);

#endif
