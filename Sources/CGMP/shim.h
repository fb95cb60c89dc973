#include <gmp.h>

/* mpz_sgn and mpq_sgn are macros. */
static inline int lydite_mpz_sgn(mpz_srcptr value) { return mpz_sgn(value); }
static inline int lydite_mpq_sgn(mpq_srcptr value) { return mpq_sgn(value); }
