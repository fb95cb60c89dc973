#include "internal.h"

// Distinct transcendental heads and radicals in one comparison; the cost grows steeply.
static const int generator_limit = 12;
static const slong precision_limit = 1024;
// Calcium's own expansion bound for integer powers is far below this.
static const slong exponent_limit = 256;

typedef struct {
    ca_ptr values;
    ca_ctx_struct *context;
    const lydite_program *program;
} machine;

// T_TRUE is 0: every truth value is compared by name.
static int is_true(truth_t truth) { return truth == T_TRUE; }

static int root(machine *m, ca_t out, const ca_t x, slong degree) {
    ca_ctx_struct *context = m->context;
    fmpq_t exponent;
    if (degree == 2) {
        if (!m->program->is_complex && !is_true(ca_check_is_negative_real(x, context))) {
            ca_sqrt(out, x, context);
            return 1;
        }
        if (!m->program->is_complex) return 0;
        ca_sqrt(out, x, context);
        return 1;
    }
    truth_t negative = ca_check_is_negative_real(x, context);
    if (negative == T_UNKNOWN) return 0;
    if (is_true(negative) && (degree % 2 == 0 || m->program->is_complex)) return 0;
    if (!is_true(ca_check_is_real(x, context))) return 0;
    fmpq_init(exponent);
    fmpq_set_si(exponent, 1, (ulong)degree);
    if (is_true(negative)) {
        ca_neg(out, x, context);
        ca_pow_fmpq(out, out, exponent, context);
        ca_neg(out, out, context);
    } else {
        ca_pow_fmpq(out, x, exponent, context);
    }
    fmpq_clear(exponent);
    return 1;
}

static int power(machine *m, ca_t out, const ca_t x, const ca_t y) {
    ca_ctx_struct *context = m->context;
    fmpq_t exponent;
    fmpq_init(exponent);
    int done = 0;
    if (ca_get_fmpq(exponent, y, context)) {
        if (fmpz_cmpabs(fmpq_numref(exponent), fmpq_denref(exponent)) == 0
            || (fmpz_cmp_si(fmpq_numref(exponent), exponent_limit) <= 0
                && fmpz_cmp_si(fmpq_numref(exponent), -exponent_limit) >= 0
                && fmpz_cmp_si(fmpq_denref(exponent), exponent_limit) <= 0)) {
            int is_integer = fmpz_is_one(fmpq_denref(exponent));
            int is_zero = !is_true(ca_check_is_zero(x, context))
                    && ca_check_is_zero(x, context) != T_FALSE;
            int is_positive = fmpz_sgn(fmpq_numref(exponent)) > 0;
            if (!is_zero && (is_positive || ca_check_is_zero(x, context) == T_FALSE)
                && (is_integer || ca_check_is_negative_real(x, context) == T_FALSE)) {
                ca_pow_fmpq(out, x, exponent, context);
                done = 1;
            }
        }
    } else if (ca_check_is_zero(x, context) == T_FALSE
               && (m->program->is_complex
                   || ca_check_is_negative_real(x, context) == T_FALSE)) {
        // exp(y log x), so that powers of one base meet.
        ca_t log;
        ca_init(log, context);
        ca_log(log, x, context);
        ca_mul(log, log, y, context);
        ca_exp(out, log, context);
        ca_clear(log, context);
        done = 1;
    }
    fmpq_clear(exponent);
    return done;
}

static int arcus(machine *m, ca_t out, const ca_t x, int operation) {
    ca_ctx_struct *context = m->context;
    if (!is_true(ca_check_is_real(x, context))) return 0;
    switch (operation) {
    case LYDITE_EXACT_ASIN: ca_asin(out, x, context); return 1;
    case LYDITE_EXACT_ACOS: ca_acos(out, x, context); return 1;
    default: ca_atan(out, x, context); return 1;
    }
}

static int unary(machine *m, ca_t out, const ca_t x, int operation) {
    ca_ctx_struct *context = m->context;
    switch (operation) {
    case LYDITE_EXACT_NEGATE: ca_neg(out, x, context); return 1;
    case LYDITE_EXACT_EXP: ca_exp(out, x, context); return 1;
    case LYDITE_EXACT_LOG:
        if (ca_check_is_zero(x, context) != T_FALSE) return 0;
        ca_log(out, x, context);
        return 1;
    case LYDITE_EXACT_SIN: ca_sin_cos(out, NULL, x, context); return 1;
    case LYDITE_EXACT_COS: ca_sin_cos(NULL, out, x, context); return 1;
    case LYDITE_EXACT_TAN: ca_tan(out, x, context); return 1;
    case LYDITE_EXACT_ABS: ca_abs(out, x, context); return 1;
    case LYDITE_EXACT_FLOOR: ca_floor(out, x, context); return 1;
    default: return arcus(m, out, x, operation);
    }
}

static int step(machine *m, size_t index) {
    const lydite_exact_node *node = &m->program->nodes[index];
    ca_ctx_struct *context = m->context;
    ca_ptr out = m->values + index;
    ca_ptr x = m->values + node->left;
    ca_ptr y = m->values + node->right;
    switch (node->operation) {
    case LYDITE_EXACT_NUMBER: {
        fmpq_t value;
        fmpq_init(value);
        lydite_read_number(value, m->program->numbers[node->left]);
        ca_set_fmpq(out, value, context);
        fmpq_clear(value);
        return 1;
    }
    case LYDITE_EXACT_PI: ca_pi(out, context); return 1;
    case LYDITE_EXACT_I: ca_i(out, context); return 1;
    case LYDITE_EXACT_ADD: ca_add(out, x, y, context); return 1;
    case LYDITE_EXACT_MULTIPLY: ca_mul(out, x, y, context); return 1;
    case LYDITE_EXACT_DIVIDE:
        if (ca_check_is_zero(y, context) != T_FALSE) return 0;
        ca_div(out, x, y, context);
        return 1;
    case LYDITE_EXACT_POWER: return power(m, out, x, y);
    case LYDITE_EXACT_ROOT: return root(m, out, x, node->right);
    default: return unary(m, out, x, node->operation);
    }
}

static int generators(const lydite_program *program) {
    int count = 0;
    for (size_t index = 0; index < program->count; index++) {
        int operation = program->nodes[index].operation;
        if (operation >= LYDITE_EXACT_POWER && operation != LYDITE_EXACT_ABS) count += 1;
    }
    return count;
}

int lydite_calcium_compare(const lydite_program *program, lydite_exact_report *report) {
    if (generators(program) > generator_limit || !lydite_angles_are_small(program)) {
        return LYDITE_EXACT_UNKNOWN;
    }
    ca_ctx_t context;
    ca_ctx_init(context);
    ca_ctx_set_option(context, CA_OPT_PREC_LIMIT, precision_limit);
    machine m = {_ca_vec_init((slong)program->count, context), context, program};
    int is_fine = 1;
    for (size_t index = 0; index < program->count && is_fine; index++) {
        is_fine = step(&m, index);
        ca_ptr value = m.values + index;
        if (is_fine) is_fine = is_true(ca_check_is_number(value, context));
        if (is_fine && !program->is_complex) is_fine = is_true(ca_check_is_real(value, context));
    }
    int outcome = LYDITE_EXACT_UNKNOWN;
    if (is_fine) {
        truth_t equal = ca_check_equal(
            m.values + program->left, m.values + program->right, context);
        if (equal == T_TRUE) outcome = LYDITE_EXACT_EQUAL;
        if (equal == T_FALSE) outcome = LYDITE_EXACT_DIFFERENT;
    }
    if (outcome != LYDITE_EXACT_UNKNOWN) {
        report->means = LYDITE_EXACT_BY_CALCIUM;
        report->bits = 0;
    }
    _ca_vec_clear(m.values, (slong)program->count, context);
    ca_ctx_clear(context);
    return outcome;
}
