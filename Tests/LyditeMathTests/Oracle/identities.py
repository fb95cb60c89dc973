"""Pairs of terms that are equal on their common domain, by a named law."""

from fractions import Fraction

from terms import E, I, PI, add, div, f, log, mul, n, neg, power, root, sub, v

HALF = Fraction(1, 2)


def small(rng, low=1, high=9):
    return rng.randint(low, high)


def turn(rng):
    """A rational multiple of pi."""
    below = rng.choice([2, 3, 4, 5, 6, 8, 10, 12, 7, 9, 15])
    top = rng.randint(1, 2 * below)
    return mul(n(top, below), PI) if top % below else mul(n(1, below), PI)


def surd(rng):
    return root(n(rng.choice([2, 3, 5, 6, 7, 10, 11, 13])))


def constant(rng):
    """A positive constant."""
    return rng.choice(
        [
            lambda: n(small(rng)),
            lambda: n(small(rng), small(rng, 2, 7)),
            lambda: surd(rng),
            lambda: PI,
            lambda: E,
            lambda: add(n(small(rng)), surd(rng)),
            lambda: f("ln", n(small(rng, 2, 9))),
        ]
    )()


# Radicals


def square_out(rng):
    a, b = small(rng, 2, 9), rng.choice([2, 3, 5, 6, 7])
    return root(n(a * a * b)), mul(n(a), root(n(b)))


def cube_out(rng):
    a, b = small(rng, 2, 5), rng.choice([2, 3, 5, 7])
    sign = rng.choice([1, -1])
    return root(n(sign * a**3 * b), 3), mul(n(sign * a), root(n(b), 3))


def rationalise(rng):
    a, b = rng.sample([2, 3, 5, 6, 7, 11, 13], 2)
    return div(n(1), add(root(n(a)), root(n(b)))), div(sub(root(n(a)), root(n(b))), n(a - b))


def denest(rng):
    a, b = rng.sample([1, 2, 3, 5, 6, 7], 2)
    a, b = max(a, b), min(a, b)
    inside = add(n(a + b), mul(n(2), root(n(a * b))))
    outside = add(root(n(a)), root(n(b)))
    if rng.random() < 0.5:
        return root(inside), outside
    return root(sub(inside[1], inside[2])), sub(outside[1], outside[2])


def golden(rng):
    golden = div(add(n(1), root(n(5))), n(2))
    return rng.choice([(power(golden, 2), add(golden, n(1))), (div(n(1), golden), sub(golden, n(1)))])


def fractional_power(rng):
    a, k = small(rng, 2, 7), rng.choice([2, 3, 4])
    p = rng.choice([1, 2, 3])
    return power(n(a), n(p, k)), root(n(a**p), k)


# Exponentials and logarithms


def log_product(rng):
    a, b = constant(rng), constant(rng)
    return f("ln", mul(a, b)), add(f("ln", a), f("ln", b))


def log_power(rng):
    a, k = small(rng, 2, 9), small(rng, 2, 5)
    return f("ln", n(a**k)), mul(n(k), f("ln", n(a)))


def log_base(rng):
    a, b = small(rng, 2, 9), rng.choice([2, 3, 5, 10])
    return log(n(b), n(a)), div(f("ln", n(a)), f("ln", n(b)))


def log_exact(rng):
    b, p, q = rng.choice([2, 3, 5]), small(rng, 1, 4), small(rng, 1, 4)
    return log(n(b**p), n(b**q)), n(q, p)


def exp_log(rng):
    a, k = small(rng, 2, 7), small(rng, 2, 4)
    return power(E, mul(n(k), f("ln", n(a)))), n(a**k)


def exp_sum(rng):
    a, b = n(small(rng), small(rng, 1, 4)), n(small(rng))
    return mul(power(E, a), power(E, b)), power(E, add(a, b))


def base_log(rng):
    b, a = rng.choice([2, 3, 5, 10]), small(rng, 2, 9)
    return power(n(b), log(n(b), n(a))), n(a)


def change_of_base(rng):
    a, b, c = rng.sample([2, 3, 5, 7, 11], 3)
    return mul(log(n(a), n(b)), log(n(b), n(c))), log(n(a), n(c))


# Angles


def table(rng):
    a, value = rng.choice(
        [
            (Fraction(1, 6), n(1, 2)),
            (Fraction(1, 4), div(root(n(2)), n(2))),
            (Fraction(1, 3), div(root(n(3)), n(2))),
            (Fraction(1, 12), div(sub(root(n(6)), root(n(2))), n(4))),
            (Fraction(1, 10), div(sub(root(n(5)), n(1)), n(4))),
            (Fraction(1, 8), div(root(sub(n(2), root(n(2)))), n(2))),
            (Fraction(3, 10), div(add(root(n(5)), n(1)), n(4))),
        ]
    )
    if rng.random() < 0.5:
        return f("sin", mul(n(a), PI)), value
    return f("cos", mul(n(HALF - a), PI)), value


def supplement(rng, a=None):
    a = a or turn(rng)
    return rng.choice(
        [
            (f("sin", a), f("sin", sub(PI, a))),
            (f("cos", a), f("sin", sub(div(PI, n(2)), a))),
            (f("cos", a), neg(f("cos", sub(PI, a)))),
            (f("tan", a), div(f("sin", a), f("cos", a))),
        ]
    )


def doubled(rng, a=None):
    a = a or turn(rng)
    twice = mul(n(2), a)
    return rng.choice(
        [
            (f("sin", twice), mul(n(2), f("sin", a), f("cos", a))),
            (f("cos", twice), sub(n(1), mul(n(2), power(f("sin", a), 2)))),
            (f("cos", twice), sub(power(f("cos", a), 2), power(f("sin", a), 2))),
            (power(f("cos", a), 2), div(add(n(1), f("cos", twice)), n(2))),
            (f("sin", mul(n(3), a)), sub(mul(n(3), f("sin", a)), mul(n(4), power(f("sin", a), 3)))),
            (n(1), add(power(f("sin", a), 2), power(f("cos", a), 2))),
            (power(f("sec", a), 2), add(n(1), power(f("tan", a), 2))),
        ]
    )


def angle_sum(rng, a=None, b=None):
    a, b = a or turn(rng), b or turn(rng)
    return rng.choice(
        [
            (
                f("sin", add(a, b)),
                add(mul(f("sin", a), f("cos", b)), mul(f("cos", a), f("sin", b))),
            ),
            (
                f("cos", sub(a, b)),
                add(mul(f("cos", a), f("cos", b)), mul(f("sin", a), f("sin", b))),
            ),
            (
                mul(n(2), f("sin", a), f("cos", b)),
                add(f("sin", add(a, b)), f("sin", sub(a, b))),
            ),
        ]
    )


def morrie(rng):
    def turned(k, below):
        return f("cos", mul(n(k, below), PI))

    return rng.choice(
        [
            (mul(*[turned(k, 7) for k in (1, 2, 4)]), n(-1, 8)),
            (add(*[turned(k, 7) for k in (2, 4, 6)]), n(-1, 2)),
            (add(turned(1, 5), turned(3, 5)), n(1, 2)),
            (mul(*[turned(k, 9) for k in (1, 2, 4)]), n(1, 8)),
        ]
    )


# Inverse functions


def arctangents(rng):
    a, b = Fraction(1, small(rng, 2, 6)), Fraction(1, small(rng, 2, 9))
    return rng.choice(
        [
            (add(f("atan", n(a)), f("atan", n(b))), f("atan", n((a + b) / (1 - a * b)))),
            (f("atan", n(1 / a)), sub(div(PI, n(2)), f("atan", n(a)))),
            (sub(mul(n(4), f("atan", n(1, 5))), f("atan", n(1, 239))), div(PI, n(4))),
            (f("atan", neg(n(a))), neg(f("atan", n(a)))),
            (f("sin", f("atan", n(a))), div(n(a), root(n(1 + a * a)))),
        ]
    )


def arcsines(rng):
    x = n(small(rng, 1, 5), small(rng, 6, 9))
    return rng.choice(
        [
            (add(f("asin", x), f("acos", x)), div(PI, n(2))),
            (f("cos", f("asin", x)), root(sub(n(1), power(x, 2)))),
            (f("asin", div(root(n(3)), n(2))), div(PI, n(3))),
            (f("acos", neg(x)), sub(PI, f("acos", x))),
        ]
    )


# Whole numbers


def factorials(rng):
    k = small(rng, 4, 12)
    m = small(rng, 1, 3)
    return rng.choice(
        [
            (("fact", n(k)), mul(n(k), ("fact", n(k - 1)))),
            (("binom", n(k), n(m)), ("binom", n(k), n(k - m))),
            (("binom", n(k + 1), n(m)), add(("binom", n(k), n(m)), ("binom", n(k), n(m - 1)))),
            (div(("fact", n(k)), ("fact", n(k - 2))), n(k * (k - 1))),
        ]
    )


def rounding(rng):
    c, k = constant(rng), small(rng)
    return rng.choice(
        [
            (f("floor", add(c, n(k))), add(f("floor", c), n(k))),
            (f("ceil", c), neg(f("floor", neg(c)))),
            (f("abs", sub(c, add(c, n(k)))), n(k)),
            (f("abs", neg(c)), c),
        ]
    )


# Off the real line


def complex_product(rng):
    a, b, c, d = (rng.randint(-5, 5) or 1 for _ in range(4))
    left = add(n(a), mul(n(b), I))
    right = add(n(c), mul(n(d), I))
    if rng.random() < 0.5:
        return mul(left, right), add(n(a * c - b * d), mul(n(a * d + b * c), I))
    size = c * c + d * d
    top = add(n(a * c + b * d), mul(n(b * c - a * d), I))
    return div(left, right), div(top, n(size))


def euler(rng):
    a = turn(rng)
    return power(E, mul(I, a)), add(f("cos", a), mul(I, f("sin", a)))


def powers_of_i(rng):
    k = small(rng, 2, 9)
    real, imaginary = 1, 0
    for _ in range(k):
        real, imaginary = real - imaginary, real + imaginary
    return power(add(n(1), I), k), add(n(real), mul(n(imaginary), I))


CONSTANTS = [
    square_out, cube_out, rationalise, denest, golden, fractional_power, log_product, log_power,
    log_base, log_exact, exp_log, exp_sum, base_log, change_of_base, table, supplement, doubled,
    angle_sum, morrie, arctangents, arcsines, factorials, rounding,
]
COMPLEX = [complex_product, euler, powers_of_i]


# Functions with free variables


def free(rng):
    return v(rng.choice("xyt"))


def angle(rng):
    x = free(rng)
    return rng.choice([x, x, mul(n(small(rng, 2, 4)), x), div(x, n(2)), add(x, n(small(rng)))])


def free_exponentials(rng):
    x, y = v("x"), v("y")
    a, k = rng.choice([2, 3, 5]), small(rng, 2, 4)
    return rng.choice(
        [
            (mul(power(E, x), power(E, y)), power(E, add(x, y))),
            (power(E, mul(n(k), x)), power(power(E, x), k)),
            (power(n(a), x), power(E, mul(x, f("ln", n(a))))),
            (power(n(a), add(x, n(1))), mul(n(a), power(n(a), x))),
            (power(n(a * a), x), power(n(a), mul(n(2), x))),
            (power(E, neg(x)), div(n(1), power(E, x))),
            (f("sinh", x), div(sub(power(E, x), power(E, neg(x))), n(2))),
            (sub(power(f("cosh", x), 2), power(f("sinh", x), 2)), n(1)),
            (f("tanh", x), div(f("sinh", x), f("cosh", x))),
        ]
    )


def free_logarithms(rng):
    x, y = v("x"), v("y")
    k, b = small(rng, 2, 5), rng.choice([2, 3, 10])
    return rng.choice(
        [
            (f("ln", mul(x, y)), add(f("ln", x), f("ln", y))),
            (f("ln", div(x, y)), sub(f("ln", x), f("ln", y))),
            (f("ln", power(x, k)), mul(n(k), f("ln", x))),
            (f("ln", mul(n(k), x)), add(f("ln", n(k)), f("ln", x))),
            (log(n(b), x), div(f("ln", x), f("ln", n(b)))),
            (power(E, f("ln", x)), x),
            (f("ln", power(E, x)), x),
            (f("ln", root(x)), div(f("ln", x), n(2))),
            (f("ln", power(x, 2)), mul(n(2), f("ln", f("abs", x)))),
        ]
    )


def free_roots(rng):
    x, y = v("x"), v("y")
    a = small(rng)
    return rng.choice(
        [
            (root(power(x, 2)), f("abs", x)),
            (power(f("abs", x), 2), power(x, 2)),
            (f("abs", mul(x, y)), mul(f("abs", x), f("abs", y))),
            (root(mul(x, y)), mul(root(x), root(y))),
            (power(root(x), 2), x),
            (div(x, root(x)), root(x)),
            (root(add(power(x, 2), mul(n(2 * a), x), n(a * a))), f("abs", add(x, n(a)))),
            (root(add(x, mul(n(2), root(x)), n(1))), add(root(x), n(1))),
            (div(n(1), add(root(x), n(a))), div(sub(root(x), n(a)), sub(x, n(a * a)))),
            (root(power(x, 3), 3), x),
            (root(mul(n(8), x), 3), mul(n(2), root(x, 3))),
            (power(x, n(3, 2)), mul(x, root(x))),
            (f("abs", sub(x, y)), f("abs", sub(y, x))),
        ]
    )


def free_inverses(rng):
    x = v("x")
    return rng.choice(
        [
            (add(f("asin", x), f("acos", x)), div(PI, n(2))),
            (f("atan", neg(x)), neg(f("atan", x))),
            (f("sin", f("acos", x)), root(sub(n(1), power(x, 2)))),
            (f("cos", f("atan", x)), div(n(1), root(add(n(1), power(x, 2))))),
            (f("tan", f("asin", x)), div(x, root(sub(n(1), power(x, 2))))),
        ]
    )


def free_angles(rng):
    return rng.choice(
        [
            lambda: supplement(rng, angle(rng)),
            lambda: doubled(rng, angle(rng)),
            lambda: angle_sum(rng, angle(rng), angle(rng)),
            lambda: (
                f("tan", div(v("x"), n(2))),
                div(f("sin", v("x")), add(n(1), f("cos", v("x")))),
            ),
        ]
    )()


FUNCTIONS = [free_angles, free_angles, free_exponentials, free_logarithms, free_roots, free_inverses]


# Tempting and wrong: another branch, a law that is none, a value close by


def wrong_branches(rng):
    a, b = sorted(rng.sample([1, 2, 3, 5, 6, 7], 2))
    k, c = small(rng, 4, 6), small(rng, 2, 5)
    nested = root(sub(n(a + b), mul(n(2), root(n(a * b)))))
    return rng.choice(
        [
            (nested, sub(root(n(a)), root(n(b)))),
            (add(f("atan", n(c)), f("atan", n(k))), f("atan", n(Fraction(c + k, 1 - c * k)))),
            (f("asin", f("sin", n(c))), n(c)),
            (f("acos", f("cos", n(k))), n(k)),
            (f("atan", f("tan", n(c))), n(c)),
            (root(power(n(-c), 2)), n(-c)),
            (f("asin", f("sin", mul(n(c, 3), PI))), mul(n(c, 3), PI)) if c != 3 else (PI, n(22, 7)),
        ]
    )


def wrong_laws(rng):
    x, y = v("x"), v("y")
    k = small(rng, 2, 4)
    return rng.choice(
        [
            (root(power(x, 2)), x),
            (root(power(sub(x, n(k)), 2)), sub(x, n(k))),
            (f("ln", add(x, y)), add(f("ln", x), f("ln", y))),
            (root(add(x, y)), add(root(x), root(y))),
            (power(add(x, y), k), add(power(x, k), power(y, k))),
            (div(n(1), add(x, y)), add(div(n(1), x), div(n(1), y))),
            (f("sin", mul(n(k), x)), mul(n(k), f("sin", x))),
            (power(E, add(x, y)), add(power(E, x), power(E, y))),
            (power(f("ln", x), k), mul(n(k), f("ln", x))),
            (f("abs", add(x, y)), add(f("abs", x), f("abs", y))),
            (power(n(k), add(x, y)), add(power(n(k), x), power(n(k), y))),
            (f("floor", add(x, y)), add(f("floor", x), f("floor", y))),
            (f("asin", f("sin", x)), x),
            (f("sin", power(x, 2)), power(f("sin", x), 2)),
        ]
    )


def close_by(rng):
    """A true law with something tiny added, or a limit not reached."""
    k = small(rng, 6, 18)
    tiny = n(1, 10**k)
    left, right = rng.choice(CONSTANTS + FUNCTIONS)(rng)
    return rng.choice(
        [
            lambda: (left, add(right, tiny)),
            lambda: (left, sub(right, tiny)),
            lambda: (left, mul(right, add(n(1), tiny))),
            lambda: (f("cos", n(1, 10 ** (k // 2))), n(1)),
            lambda: (f("sin", tiny), tiny if k < 7 else n(2, 10**k)),
            lambda: (root(add(n(4), tiny)), n(2)),
            lambda: (power(E, tiny), n(1)),
        ]
    )()


NEAR_MISSES = [wrong_branches, wrong_laws, close_by]
