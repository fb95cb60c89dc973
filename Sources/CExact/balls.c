#include "internal.h"

// What evaluation found out about a subterm.
enum { FINE = 0, VAGUE, OUTSIDE };

void lydite_read_number(fmpq_t value, const char *text) {
    if (fmpq_set_str(value, text, 16) != 0) fmpq_zero(value);
}

static void set_number(acb_t out, const char *text, slong bits) {
    fmpq_t value;
    fmpq_init(value);
    lydite_read_number(value, text);
    acb_zero(out);
    arb_set_fmpq(acb_realref(out), value, bits);
    fmpq_clear(value);
}

// A real function whose argument must lie in a part of the real line.
static int logarithm(acb_t out, const acb_t x, int is_complex, slong bits) {
    if (acb_contains_zero(x)) return acb_is_zero(x) ? OUTSIDE : VAGUE;
    if (is_complex && !acb_is_real(x)) {
        acb_log(out, x, bits);
        return FINE;
    }
    if (arb_is_negative(acb_realref(x))) {
        if (!is_complex) return OUTSIDE;
        acb_log(out, x, bits);
        return FINE;
    }
    arb_log(acb_realref(out), acb_realref(x), bits);
    arb_zero(acb_imagref(out));
    return FINE;
}

static int root(acb_t out, const acb_t x, slong degree, int is_complex, slong bits) {
    if (!acb_is_real(x)) {
        if (degree % 2 != 0) return VAGUE;
        acb_root_ui(out, x, (ulong)degree, bits);
        return FINE;
    }
    arb_zero(acb_imagref(out));
    if (arb_is_zero(acb_realref(x))) {
        arb_zero(acb_realref(out));
        return FINE;
    }
    if (arb_is_negative(acb_realref(x))) {
        if (degree % 2 != 0) {
            if (is_complex) return VAGUE;
            arb_neg(acb_realref(out), acb_realref(x));
            arb_root_ui(acb_realref(out), acb_realref(out), (ulong)degree, bits);
            arb_neg(acb_realref(out), acb_realref(out));
            return FINE;
        }
        if (!is_complex) return OUTSIDE;
        acb_root_ui(out, x, (ulong)degree, bits);
        return FINE;
    }
    if (!arb_is_positive(acb_realref(x))) return VAGUE;
    arb_root_ui(acb_realref(out), acb_realref(x), (ulong)degree, bits);
    return FINE;
}

static int power(acb_t out, const acb_t x, const acb_t y, int is_complex, slong bits) {
    if (acb_is_int(y) && acb_is_real(y)) {
        if (acb_contains_zero(x)) {
            if (!arb_is_positive(acb_realref(y))) return acb_is_zero(x) ? OUTSIDE : VAGUE;
        }
        acb_pow(out, x, y, bits);
        if (acb_is_real(x)) arb_zero(acb_imagref(out));
        return FINE;
    }
    if (acb_is_zero(x)) {
        acb_zero(out);
        return acb_is_real(y) && arb_is_positive(acb_realref(y)) ? FINE : OUTSIDE;
    }
    if (acb_contains_zero(x)) return VAGUE;
    if (acb_is_real(x) && arb_is_negative(acb_realref(x)) && !is_complex) return OUTSIDE;
    int is_real = acb_is_real(x) && acb_is_real(y) && arb_is_positive(acb_realref(x));
    acb_pow(out, x, y, bits);
    if (is_real) arb_zero(acb_imagref(out));
    return FINE;
}

static int arcus(acb_t out, const acb_t x, int operation, slong bits) {
    if (!acb_is_real(x)) return VAGUE;
    arb_zero(acb_imagref(out));
    if (operation == LYDITE_EXACT_ATAN) {
        arb_atan(acb_realref(out), acb_realref(x), bits);
        return FINE;
    }
    arb_t one, size;
    arb_init(one);
    arb_init(size);
    arb_one(one);
    arb_abs(size, acb_realref(x));
    int outcome = arb_gt(size, one) ? OUTSIDE : arb_le(size, one) ? FINE : VAGUE;
    if (outcome == FINE) {
        if (operation == LYDITE_EXACT_ASIN) {
            arb_asin(acb_realref(out), acb_realref(x), bits);
        } else {
            arb_acos(acb_realref(out), acb_realref(x), bits);
        }
    }
    arb_clear(one);
    arb_clear(size);
    return outcome;
}

static int unary(acb_t out, const acb_t x, int operation, int is_complex, slong bits) {
    switch (operation) {
    case LYDITE_EXACT_NEGATE: acb_neg(out, x); return FINE;
    case LYDITE_EXACT_EXP: acb_exp(out, x, bits); return FINE;
    case LYDITE_EXACT_LOG: return logarithm(out, x, is_complex, bits);
    case LYDITE_EXACT_SIN: acb_sin(out, x, bits); return FINE;
    case LYDITE_EXACT_COS: acb_cos(out, x, bits); return FINE;
    case LYDITE_EXACT_TAN: acb_tan(out, x, bits); return FINE;
    case LYDITE_EXACT_ABS:
        acb_abs(acb_realref(out), x, bits);
        arb_zero(acb_imagref(out));
        return FINE;
    case LYDITE_EXACT_FLOOR:
        if (!acb_is_real(x)) return VAGUE;
        arb_floor(acb_realref(out), acb_realref(x), bits);
        arb_zero(acb_imagref(out));
        return FINE;
    default: return arcus(out, x, operation, bits);
    }
}

static int step(
    acb_ptr values, const lydite_program *program, size_t index, slong bits) {
    const lydite_exact_node *node = &program->nodes[index];
    acb_ptr out = values + index;
    acb_ptr x = values + node->left;
    acb_ptr y = values + node->right;
    switch (node->operation) {
    case LYDITE_EXACT_NUMBER: set_number(out, program->numbers[node->left], bits); return FINE;
    case LYDITE_EXACT_PI: acb_const_pi(out, bits); return FINE;
    case LYDITE_EXACT_I: acb_onei(out); return FINE;
    case LYDITE_EXACT_ADD: acb_add(out, x, y, bits); return FINE;
    case LYDITE_EXACT_MULTIPLY: acb_mul(out, x, y, bits); return FINE;
    case LYDITE_EXACT_DIVIDE:
        if (acb_contains_zero(y)) return acb_is_zero(y) ? OUTSIDE : VAGUE;
        acb_div(out, x, y, bits);
        return FINE;
    case LYDITE_EXACT_POWER: return power(out, x, y, program->is_complex, bits);
    case LYDITE_EXACT_ROOT: return root(out, x, node->right, program->is_complex, bits);
    default: return unary(out, x, node->operation, program->is_complex, bits);
    }
}

// Values of all subterms; `state[i]` tells what is known of each.
static void evaluate(
    acb_ptr values, unsigned char *state, const lydite_program *program, slong bits) {
    for (size_t index = 0; index < program->count; index++) {
        const lydite_exact_node *node = &program->nodes[index];
        int is_leaf = node->operation <= LYDITE_EXACT_I;
        int is_binary = lydite_is_binary(node->operation);
        int worst = FINE;
        if (!is_leaf) {
            worst = state[node->left];
            if (is_binary && state[node->right] > worst) worst = state[node->right];
        }
        if (worst == FINE) worst = step(values, program, index, bits);
        if (worst == FINE && !acb_is_finite(values + index)) worst = VAGUE;
        state[index] = (unsigned char)worst;
    }
}

int lydite_balls_compare(
    const lydite_program *program, int from_bits, int to_bits, lydite_exact_report *report) {
    unsigned char *state = flint_malloc(program->count);
    acb_ptr values = _acb_vec_init((slong)program->count);
    int outcome = LYDITE_EXACT_UNKNOWN;
    for (int bits = from_bits; bits <= to_bits && outcome == LYDITE_EXACT_UNKNOWN; bits *= 2) {
        evaluate(values, state, program, bits);
        report->bits = bits;
        int left = state[program->left];
        int right = state[program->right];
        if (left == OUTSIDE) {
            outcome = LYDITE_EXACT_LEFT_UNDEFINED;
        } else if (right == OUTSIDE) {
            outcome = LYDITE_EXACT_RIGHT_UNDEFINED;
        } else if (left == FINE && right == FINE
                   && !acb_overlaps(values + program->left, values + program->right)) {
            outcome = LYDITE_EXACT_DIFFERENT;
        }
        if (outcome != LYDITE_EXACT_UNKNOWN) report->means = LYDITE_EXACT_BY_BALLS;
    }
    _acb_vec_clear(values, (slong)program->count);
    flint_free(state);
    return outcome;
}

int lydite_balls_sign(const lydite_program *program) {
    unsigned char *state = flint_malloc(program->count);
    acb_ptr values = _acb_vec_init((slong)program->count);
    int sign = 0;
    for (int bits = 64; bits <= 256 && sign == 0; bits *= 2) {
        evaluate(values, state, program, bits);
        if (state[program->left] == OUTSIDE) sign = 2;
        if (state[program->left] != FINE) continue;
        arb_srcptr value = acb_realref(values + program->left);
        if (!acb_is_real(values + program->left)) sign = 2;
        else if (arb_is_positive(value)) sign = 1;
        else if (arb_is_negative(value)) sign = -1;
    }
    _acb_vec_clear(values, (slong)program->count);
    flint_free(state);
    return sign;
}
