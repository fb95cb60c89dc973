#include "internal.h"

// Degrees and heights are checked before each operation: qqbar cannot be interrupted.
static const slong degree_limit = 64;
static const slong height_limit = 4096;
// Largest exponent of an algebraic power.
static const slong exponent_limit = 256;

typedef struct {
    qqbar_ptr values;
    unsigned char *known;
    const lydite_program *program;
    // What is divided by zero, tangents without a value, and all that is made of them.
    unsigned char *undefined;
} machine;

static int binary(machine *m, size_t index, const lydite_exact_node *node) {
    qqbar_ptr out = m->values + index;
    qqbar_ptr x = m->values + node->left;
    qqbar_ptr y = m->values + node->right;
    if (qqbar_degree(x) * qqbar_degree(y) > degree_limit) return 0;
    if (!qqbar_binop_within_limits(x, y, degree_limit, height_limit)) return 0;
    switch (node->operation) {
    case LYDITE_EXACT_ADD: qqbar_add(out, x, y); return 1;
    case LYDITE_EXACT_MULTIPLY: qqbar_mul(out, x, y); return 1;
    default:
        if (qqbar_is_zero(y)) {
            m->undefined[index] = 1;
            return 0;
        }
        qqbar_div(out, x, y);
        return 1;
    }
}

static int root(qqbar_t out, const qqbar_t x, slong degree, int is_complex) {
    if (degree < 2 || degree > degree_limit || qqbar_degree(x) * degree > degree_limit) return 0;
    if (qqbar_height_bits(x) > height_limit) return 0;
    if (qqbar_is_real(x)) {
        if (qqbar_sgn_re(x) < 0) {
            if (degree % 2 != 0) {
                if (is_complex) return 0;
                qqbar_neg(out, x);
                qqbar_root_ui(out, out, (ulong)degree);
                qqbar_neg(out, out);
                return 1;
            }
            if (!is_complex) return 0;
        }
    } else if (degree % 2 != 0) {
        return 0;
    }
    qqbar_root_ui(out, x, (ulong)degree);
    return 1;
}

static int power(machine *m, size_t index, const lydite_exact_node *node) {
    qqbar_ptr out = m->values + index;
    qqbar_ptr x = m->values + node->left;
    qqbar_ptr y = m->values + node->right;
    if (!qqbar_is_rational(y)) return 0;
    fmpq_t exponent;
    fmpq_init(exponent);
    qqbar_get_fmpq(exponent, y);
    int done = 0;
    if (fmpz_cmp_si(fmpq_numref(exponent), exponent_limit) <= 0
        && fmpz_cmp_si(fmpq_numref(exponent), -exponent_limit) >= 0
        && fmpz_cmp_si(fmpq_denref(exponent), degree_limit) <= 0) {
        slong top = fmpz_get_si(fmpq_numref(exponent));
        slong bottom = fmpz_get_si(fmpq_denref(exponent));
        slong size = top < 0 ? -top : top;
        int is_defined = !qqbar_is_zero(x) || top > 0;
        int is_real = qqbar_is_real(x) && qqbar_sgn_re(x) >= 0;
        if (is_defined && (bottom == 1 || is_real)
            && qqbar_height_bits(x) * (size + 1) <= height_limit * 4) {
            qqbar_t base;
            qqbar_init(base);
            qqbar_set(base, x);
            done = bottom == 1 || root(base, x, bottom, m->program->is_complex);
            if (done) qqbar_pow_si(out, base, top);
            qqbar_clear(base);
        }
    }
    fmpq_clear(exponent);
    return done;
}

// sin, cos and tan of a rational multiple of pi: the argument is `number * pi` in the program.
static int angle(const machine *m, int32_t index, fmpq_t factor) {
    const lydite_exact_node *node = &m->program->nodes[index];
    fmpq_t other;
    int done = 0;
    switch (node->operation) {
    case LYDITE_EXACT_PI: fmpq_one(factor); return 1;
    case LYDITE_EXACT_NUMBER:
        fmpq_zero(factor);
        lydite_read_number(factor, m->program->numbers[node->left]);
        return fmpq_is_zero(factor);
    case LYDITE_EXACT_NEGATE:
        if (!angle(m, node->left, factor)) return 0;
        fmpq_neg(factor, factor);
        return 1;
    case LYDITE_EXACT_MULTIPLY:
    case LYDITE_EXACT_DIVIDE: {
        int is_product = node->operation == LYDITE_EXACT_MULTIPLY;
        int32_t number = node->right;
        int32_t rest = node->left;
        if (is_product && m->program->nodes[number].operation != LYDITE_EXACT_NUMBER) {
            number = node->left;
            rest = node->right;
        }
        if (m->program->nodes[number].operation != LYDITE_EXACT_NUMBER) return 0;
        if (!angle(m, rest, factor)) return 0;
        fmpq_init(other);
        lydite_read_number(other, m->program->numbers[m->program->nodes[number].left]);
        if (is_product) {
            fmpq_mul(factor, factor, other);
            done = 1;
        } else if (!fmpq_is_zero(other)) {
            fmpq_div(factor, factor, other);
            done = 1;
        }
        fmpq_clear(other);
        return done;
    }
    case LYDITE_EXACT_ADD:
        fmpq_init(other);
        done = angle(m, node->left, factor) && angle(m, node->right, other);
        if (done) fmpq_add(factor, factor, other);
        fmpq_clear(other);
        return done;
    default: return 0;
    }
}

int lydite_angles_are_small(const lydite_program *program) {
    ulong common = 1;
    machine m = {NULL, NULL, program, NULL};
    int is_small = 1;
    for (size_t index = 0; index < program->count && is_small; index++) {
        const lydite_exact_node *node = &program->nodes[index];
        if (node->operation != LYDITE_EXACT_SIN && node->operation != LYDITE_EXACT_COS
            && node->operation != LYDITE_EXACT_TAN && node->operation != LYDITE_EXACT_EXP) {
            continue;
        }
        fmpq_t factor;
        fmpq_init(factor);
        if (angle(&m, node->left, factor)) {
            ulong bottom = fmpz_cmp_si(fmpq_denref(factor), 1000) > 0
                ? 1000 : fmpz_get_ui(fmpq_denref(factor));
            common = common / n_gcd(common, bottom) * bottom;
            is_small = n_euler_phi(common) <= (ulong)degree_limit;
        }
        fmpq_clear(factor);
    }
    return is_small;
}

static int trigonometric(machine *m, size_t index, const lydite_exact_node *node) {
    fmpq_t factor;
    fmpq_init(factor);
    int done = 0;
    // The recursion of angle() is as deep as the argument's tree: only shallow ones are tried.
    if (angle(m, node->left, factor) && fmpz_cmp_si(fmpq_denref(factor), degree_limit) <= 0) {
        ulong bottom = fmpz_get_ui(fmpq_denref(factor));
        // One turn is 2 pi, so the numerator counts modulo twice the denominator.
        slong top = (slong)fmpz_fdiv_ui(fmpq_numref(factor), 2 * bottom);
        qqbar_ptr out = m->values + index;
        switch (node->operation) {
        case LYDITE_EXACT_SIN: qqbar_sin_pi(out, top, bottom); done = 1; break;
        case LYDITE_EXACT_COS: qqbar_cos_pi(out, top, bottom); done = 1; break;
        default:
            done = qqbar_tan_pi(out, top, bottom);
            if (!done) m->undefined[index] = 1;
            break;
        }
    }
    fmpq_clear(factor);
    return done;
}

static int step(machine *m, size_t index) {
    const lydite_exact_node *node = &m->program->nodes[index];
    qqbar_ptr out = m->values + index;
    qqbar_ptr x = m->values + node->left;
    switch (node->operation) {
    case LYDITE_EXACT_NUMBER: {
        fmpq_t value;
        fmpq_init(value);
        lydite_read_number(value, m->program->numbers[node->left]);
        qqbar_set_fmpq(out, value);
        fmpq_clear(value);
        return 1;
    }
    case LYDITE_EXACT_I: qqbar_i(out); return 1;
    case LYDITE_EXACT_ADD:
    case LYDITE_EXACT_MULTIPLY:
    case LYDITE_EXACT_DIVIDE:
        return m->known[node->left] && m->known[node->right] && binary(m, index, node);
    case LYDITE_EXACT_POWER:
        return m->known[node->left] && m->known[node->right] && power(m, index, node);
    case LYDITE_EXACT_NEGATE:
        if (!m->known[node->left]) return 0;
        qqbar_neg(out, x);
        return 1;
    case LYDITE_EXACT_ROOT:
        return m->known[node->left] && root(out, x, node->right, m->program->is_complex);
    case LYDITE_EXACT_ABS:
        if (!m->known[node->left] || !qqbar_is_real(x)) return 0;
        qqbar_abs(out, x);
        return 1;
    case LYDITE_EXACT_SIN:
    case LYDITE_EXACT_COS:
    case LYDITE_EXACT_TAN: return trigonometric(m, index, node);
    default: return 0;
    }
}

static void inherit(machine *m, size_t index) {
    const lydite_exact_node *node = &m->program->nodes[index];
    if (node->operation <= LYDITE_EXACT_I) return;
    if (m->undefined[node->left]) m->undefined[index] = 1;
    if (lydite_is_binary(node->operation) && m->undefined[node->right]) m->undefined[index] = 1;
}

int lydite_algebraic_compare(const lydite_program *program, lydite_exact_report *report) {
    machine m = {
        _qqbar_vec_init((slong)program->count), flint_calloc(program->count, 1), program,
        flint_calloc(program->count, 1)};
    for (size_t index = 0; index < program->count; index++) {
        m.known[index] = (unsigned char)step(&m, index);
        inherit(&m, index);
    }
    int outcome = LYDITE_EXACT_UNKNOWN;
    if (m.undefined[program->left] || m.undefined[program->right]) {
        outcome = m.undefined[program->left]
            ? LYDITE_EXACT_LEFT_UNDEFINED : LYDITE_EXACT_RIGHT_UNDEFINED;
        report->means = LYDITE_EXACT_BY_ALGEBRAIC;
        report->bits = 0;
    } else if (m.known[program->left] && m.known[program->right]) {
        int is_equal = qqbar_equal(m.values + program->left, m.values + program->right);
        outcome = is_equal ? LYDITE_EXACT_EQUAL : LYDITE_EXACT_DIFFERENT;
        report->means = LYDITE_EXACT_BY_ALGEBRAIC;
        report->bits = 0;
    }
    _qqbar_vec_clear(m.values, (slong)program->count);
    flint_free(m.known);
    flint_free(m.undefined);
    return outcome;
}
