"""Prints pairs of answers whose truth is known, as JSON lines.

    oracle.py SEED COUNT

Equal pairs come from named laws and rewritings, unequal ones from a change of one place. What is
known by construction is confirmed apart from the project's own code: rational functions exactly,
by sympy's field of fractions, everything else by 60 digits at several points of the common domain.
Pairs on which the two do not agree, or which have no value, are dropped and counted in the last
line.
"""

import json
import random
import sys
from collections import Counter
from fractions import Fraction

import several
import identities as law
from spelling import spell, spell_number
from terms import E, I, PI, add, div, f, mul, n, names, neg, nodes, power, put, root, size, sub
from terms import truth, v

LARGEST_TERM = 60


# Rewriting


def commuted(t, rng):
    return t[:1] + tuple(rng.sample(t[1:], len(t) - 1))


def rewritten(t, rng):
    """The same value in another form: one step at a random place."""
    path, part = rng.choice(list(nodes(t)))
    kind = part[0]
    new = None
    if kind in ("+", "*"):
        new = commuted(part, rng)
        if kind == "*" and len(part) == 3 and part[2][0] == "+" and rng.random() < 0.6:
            new = add(*[mul(part[1], term) for term in part[2][1:]])
    elif kind == "/" and part[1][0] == "+" and rng.random() < 0.5:
        new = add(*[div(term, part[2]) for term in part[1][1:]])
    elif kind == "/":
        new = mul(part[1], power(part[2], -1)) if rng.random() < 0.3 else None
        new = new or div(mul(n(3), part[1]), mul(n(3), part[2]))
    elif kind == "^" and part[2][0] == "n" and part[2][1] in (2, 3):
        new = mul(*[part[1]] * int(part[2][1]))
    elif kind == "neg":
        new = mul(n(-1), part[1])
    elif kind == "v" or kind == "n" and not path:
        new = sub(mul(n(2), part), part)
    elif kind == "n" and part[1].denominator == 1 and abs(part[1]) > 2 and not exponent(t, path):
        k = rng.randint(1, int(abs(part[1])) - 1)
        new = add(n(part[1] - k), n(k))
    return t if new is None else put(t, path, new)


def exponent(t, path):
    """Whether the place is a power's exponent, a root's degree or below a factorial."""
    for k in path:
        if t[0] in ("fact", "binom") or t[0] == "^" and k == 2 or t[0] == "log" and k == 1:
            return True
        t = t[k]
    return False


# Perturbing


def perturbed(t, rng):
    """A change of one place, which most often changes the value."""
    for _ in range(20):
        path, part = rng.choice(list(nodes(t)))
        new = changed(part, rng)
        if new is not None and new != part:
            return put(t, path, new)
    return add(t, n(1))


def changed(t, rng):
    kind = t[0]
    if kind == "n":
        step = rng.choice([1, 1, -1, Fraction(1, 10), 2 * -t[1]])
        if t[1].denominator == 1:
            step = rng.choice([1, -1, 2 * -t[1]]) if t[1] > 1 else 1
        return n(t[1] + step) if t[1] + step != 0 else None
    if kind == "v":
        return v(rng.choice("xyzt"))
    if kind == "pi":
        return n(22, 7)
    if kind == "+":
        if len(t) > 3 and rng.random() < 0.3:
            return t[:1] + t[2:]
        return t[:-1] + (neg(t[-1]),)
    if kind == "*":
        return t[:1] + t[2:] if len(t) > 3 else add(*t[1:])
    if kind == "/":
        return div(t[2], t[1])
    if kind == "^":
        return rng.choice([("^", t[1], add(t[2], n(1))), mul(t[1], t[2])])
    if kind == "neg":
        return t[1]
    if kind == "root":
        return rng.choice([("root", t[1] + 1, t[2]), neg(t), t[2]])
    if kind == "f":
        others = {
            "sin": "cos", "cos": "sin", "tan": "sin", "sec": "tan", "asin": "acos", "acos": "asin",
            "atan": "asin", "floor": "ceil", "ceil": "floor", "sinh": "cosh", "cosh": "sinh",
            "tanh": "tan",
        }
        return f(others[t[1]], t[2]) if t[1] in others else t[2] if t[1] == "abs" else neg(t)
    if kind == "log":
        return ("log", t[2], t[1]) if t[2] != n(1) else None
    return None


# One kind of pair each


def polynomial(rng, depth, variables):
    if depth == 0 or rng.random() < 0.15:
        return rng.choice([n(rng.randint(1, 9)), v(rng.choice(variables)), v(rng.choice(variables))])
    x = polynomial(rng, depth - 1, variables)
    kind = rng.random()
    if kind < 0.35:
        y = polynomial(rng, depth - 1, variables)
        return add(x, y if rng.random() < 0.6 else neg(y))
    if kind < 0.65:
        return mul(x, polynomial(rng, depth - 1, variables))
    if kind < 0.8:
        return div(x, polynomial(rng, depth - 1, variables))
    return power(x, rng.choice([2, 2, 3]))


def rational_function(rng):
    variables = "xyz"[: rng.randint(1, 3)]
    left = polynomial(rng, rng.randint(2, 3), variables)
    if not names(left):
        left = add(left, v("x"))
    right = left
    for _ in range(rng.randint(1, 5)):
        right = rewritten(right, rng)
    return left, right


def from_laws(laws, wraps):
    def make(rng):
        left, right = rng.choice(laws)(rng)
        if rng.random() < 0.5:
            left, right = right, left
        for _ in range(rng.randint(0, 2)):
            c, d = wraps(rng)
            left, right = rng.choice(
                [
                    lambda: (add(left, c), add(d, right)),
                    lambda: (mul(c, left), mul(right, d)),
                    lambda: (sub(c, left), add(neg(right), d)),
                    lambda: (div(left, c), div(right, d)),
                    lambda: (power(left, 2), mul(right, right)),
                ]
            )()
        for _ in range(rng.randint(0, 2)):
            right = rewritten(right, rng)
        return left, right

    return make


def constant_wrap(rng):
    if rng.random() < 0.6:
        c = law.constant(rng)
        return c, c
    return rng.choice(law.CONSTANTS)(rng)


def free_wrap(rng):
    x = rng.choice([v("x"), v("y"), n(law.small(rng)), add(v("x"), n(1)), law.surd(rng)])
    return (x, x) if rng.random() < 0.7 else rng.choice(law.FUNCTIONS)(rng)


def complex_wrap(rng):
    c = rng.choice([n(law.small(rng)), law.surd(rng), I, add(n(1), I)])
    return c, c


MAKERS = {
    "rational function": rational_function,
    "constant": from_laws(law.CONSTANTS, constant_wrap),
    "complex": from_laws(law.COMPLEX, complex_wrap),
    "function": from_laws(law.FUNCTIONS, free_wrap),
}


def term_pair(kind, rng):
    """Two terms and whether they are equal; None when the oracle cannot tell."""
    left, right = MAKERS[kind](rng)
    is_equal = rng.random() < 0.6
    if not is_equal:
        right = perturbed(right, rng)
    if size(left) > LARGEST_TERM or size(right) > LARGEST_TERM:
        return None
    known = truth(left, right, rng)
    # A change that changes nothing is no evidence of equality, however many digits agree.
    if known is None or is_equal != known:
        return None
    return left, right, known


def near_miss(rng):
    """What looks equal and is not, sometimes within a larger term."""
    left, right = rng.choice(law.NEAR_MISSES)(rng)
    if rng.random() < 0.3:
        c = law.surd(rng)
        left, right = mul(c, left), mul(c, right)
    if size(left) > LARGEST_TERM or truth(left, right, rng) is not False:
        return None
    return spell(left, rng), spell(right, rng), False


def formula(kind):
    def make(rng):
        found = term_pair(kind, rng)
        if found is None:
            return None
        left, right, known = found
        return spell(left, rng), spell(right, rng), known

    return make


def number(rng):
    value = rng.choice(
        [
            lambda: Fraction(rng.randint(-999, 999)),
            lambda: Fraction(rng.randint(1, 999) * 10 ** rng.randint(1, 5)),
            lambda: Fraction(rng.randint(-99, 99), rng.randint(2, 40)),
            lambda: Fraction(rng.randint(1, 9999), 10 ** rng.randint(1, 4)),
            lambda: Fraction(rng.randint(10**17, 10**20), rng.randint(1, 3)),
        ]
    )()
    other = value
    if rng.random() < 0.5:
        other = rng.choice(
            [
                value + 1, -value, value + Fraction(1, 10), 1 / value if value else 1,
                value + Fraction(1, 10**6), value * 10,
            ]
        )
    # 10 stands for 10 % by the policy, so a hundredfold is no clear difference.
    if value != other and (value == 100 * other or other == 100 * value):
        return None
    return spell_number(value, rng), spell_number(other, rng), value == other


KINDS = [
    ("letter", several.letters, 4),
    ("word", several.words, 2),
    ("other word", several.other_words, 2),
    ("number", number, 20),
    ("rational function", formula("rational function"), 18),
    ("constant", formula("constant"), 20),
    ("complex", formula("complex"), 4),
    ("function", formula("function"), 18),
    ("near miss", near_miss, 8),
    ("collection", lambda rng: several.collection(rng, term_pair), 12),
]


def main(seed, count):
    dropped = Counter()
    total = sum(share for _, _, share in KINDS)
    for kind, make, share in KINDS:
        rng = random.Random("%s %s" % (seed, kind))
        wanted = count * share // total
        while wanted > 0:
            made = make(rng)
            if made is None:
                dropped[kind] += 1
                continue
            gold, pred, is_equal = made
            if rng.random() < 0.5:
                gold, pred = pred, gold
            row = {"kind": kind, "gold": gold, "pred": pred, "equal": is_equal}
            print(json.dumps(row, ensure_ascii=False))
            wanted -= 1
    print(json.dumps({"dropped": dict(dropped)}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
