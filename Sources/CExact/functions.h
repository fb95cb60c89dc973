// Every function of FLINT, Arb and Calcium that this target calls, its headers' inline functions
// included. One that is missing here is an undefined symbol when the program is linked.
#ifndef LYDITE_CEXACT_FUNCTIONS_H
#define LYDITE_CEXACT_FUNCTIONS_H

#define EACH_FLINT_FUNCTION(USE) \
    USE(__flint_set_memory_functions) USE(_fmpz_clear_mpz) USE(_fmpz_promote) USE(flint_calloc) \
    USE(flint_cleanup) USE(flint_free) USE(flint_malloc) USE(flint_set_abort) USE(fmpq_add) \
    USE(fmpq_div) USE(fmpq_mul) USE(fmpq_set_si) USE(fmpq_set_str) USE(fmpz_cmp_si) \
    USE(fmpz_cmpabs) USE(fmpz_fdiv_ui) USE(fmpz_get_si) USE(fmpz_get_ui) USE(fmpz_set) \
    USE(fmpz_sgn) USE(n_euler_phi) USE(n_gcd)

#define EACH_ARB_FUNCTION(USE) \
    USE(arb_abs) USE(arb_acos) USE(arb_add) USE(arb_asin) USE(arb_atan) USE(arb_clear) \
    USE(arb_const_pi) USE(arb_contains_zero) USE(arb_floor) USE(arb_fmpz_div_fmpz) USE(arb_gt) \
    USE(arb_hypot) USE(arb_is_finite) USE(arb_is_negative) USE(arb_is_positive) USE(arb_le) \
    USE(arb_log) USE(arb_neg) USE(arb_one) USE(arb_overlaps) USE(arb_root_ui) USE(arb_zero) \
    USE(arf_is_int)

#define EACH_ACB_FUNCTION(USE) \
    USE(_acb_vec_clear) USE(_acb_vec_init) USE(acb_cos) USE(acb_div) USE(acb_exp) USE(acb_log) \
    USE(acb_mul) USE(acb_pow) USE(acb_root_ui) USE(acb_sin) USE(acb_tan)

#define EACH_QQBAR_FUNCTION(USE) \
    USE(qqbar_abs) USE(qqbar_add) USE(qqbar_clear) USE(qqbar_cos_pi) USE(qqbar_div) \
    USE(qqbar_equal) USE(qqbar_get_fmpq) USE(qqbar_height_bits) USE(qqbar_i) USE(qqbar_init) \
    USE(qqbar_mul) USE(qqbar_neg) USE(qqbar_pow_si) USE(qqbar_root_ui) USE(qqbar_set) \
    USE(qqbar_set_fmpq) USE(qqbar_sgn_im) USE(qqbar_sgn_re) USE(qqbar_sin_pi) USE(qqbar_tan_pi)

#define EACH_CA_FUNCTION(USE) \
    USE(_ca_vec_clear) USE(_ca_vec_init) USE(ca_abs) USE(ca_acos) USE(ca_add) USE(ca_asin) \
    USE(ca_atan) USE(ca_check_equal) USE(ca_check_is_negative_real) USE(ca_check_is_number) \
    USE(ca_check_is_real) USE(ca_check_is_zero) USE(ca_clear) USE(ca_ctx_clear) USE(ca_ctx_init) \
    USE(ca_div) USE(ca_exp) USE(ca_floor) USE(ca_get_fmpq) USE(ca_i) USE(ca_init) USE(ca_log) \
    USE(ca_mul) USE(ca_neg) USE(ca_pi) USE(ca_pow_fmpq) USE(ca_set_fmpq) USE(ca_sin_cos) \
    USE(ca_sqrt) USE(ca_tan)

#define EACH_FUNCTION(USE) \
    EACH_FLINT_FUNCTION(USE) \
    EACH_ARB_FUNCTION(USE) \
    EACH_ACB_FUNCTION(USE) \
    EACH_QQBAR_FUNCTION(USE) \
    EACH_CA_FUNCTION(USE)

#endif
