"""Terms as nested tuples, and what they are worth: exactly in a field, or to 60 digits at a point.

The rules of the value are those of the project's answer policy, not of mpmath: odd roots are real,
and where no i occurs a root or logarithm of a negative number has no value.
"""

from fractions import Fraction

import mpmath
from mpmath import mp
from sympy import QQ
from sympy.polys.fields import field

mp.dps = 60
SAME = mpmath.mpf(10) ** -45
APART = mpmath.mpf(10) ** -25
LARGEST = mpmath.mpf(10) ** 30
FIELD, *GENERATORS = field("x,y,z", QQ)
BY_NAME = dict(zip("xyz", GENERATORS))


class Undefined(Exception):
    """No value here, or none that 60 digits can tell."""


def n(value, below=1):
    return ("n", Fraction(value, below))


def v(name):
    return ("v", name)


PI, E, I = ("pi",), ("e",), ("i",)


def add(*terms):
    return terms[0] if len(terms) == 1 else ("+",) + terms


def neg(a):
    return n(-a[1]) if a[0] == "n" else a[1] if a[0] == "neg" else ("neg", a)


def sub(a, b):
    return add(a, neg(b))


def mul(*terms):
    kept = [term for term in terms if term != n(1)]
    return n(1) if not kept else kept[0] if len(kept) == 1 else ("*",) + tuple(kept)


def div(a, b):
    return a if b == n(1) else ("/", a, b)


def power(a, b):
    b = n(b) if isinstance(b, (int, Fraction)) else b
    return a if b == n(1) else ("^", a, b)


def root(a, degree=2):
    return ("root", degree, a)


def f(name, a):
    return ("f", name, a)


def log(base, a):
    return ("log", base, a)


def children(t):
    return [(k, part) for k, part in enumerate(t) if isinstance(part, tuple)]


def nodes(t, path=()):
    yield path, t
    for k, part in children(t):
        yield from nodes(part, path + (k,))


def put(t, path, new):
    if not path:
        return new
    k = path[0]
    return t[:k] + (put(t[k], path[1:], new),) + t[k + 1 :]


def names(t):
    return {part[1] for _, part in nodes(t) if part[0] == "v"}


def is_complex(t):
    return any(part == I for _, part in nodes(t))


def size(t):
    return sum(1 for _ in nodes(t))


def exact(t):
    """The element of Q(x, y, z); None when the term is no rational function."""
    kind = t[0]
    if kind == "n":
        return FIELD(QQ(t[1].numerator, t[1].denominator))
    if kind == "v":
        return BY_NAME.get(t[1])
    if kind not in ("+", "*", "/", "neg", "^"):
        return None
    if kind == "^":
        base, exponent = exact(t[1]), t[2]
        if base is None or exponent[0] != "n" or exponent[1].denominator != 1:
            return None
        count = int(exponent[1])
        if base == 0 and count <= 0:
            raise Undefined
        return base**count if count >= 0 else 1 / base**-count
    parts = [exact(part) for _, part in children(t)]
    if any(part is None for part in parts):
        return None
    if kind == "neg":
        return -parts[0]
    total = parts[0]
    for part in parts[1:]:
        if kind == "/":
            if part == 0:
                raise Undefined
            total = total / part
        else:
            total = total + part if kind == "+" else total * part
    return total


def number(t):
    """The rational number that a term without variables is; None when it is none."""
    if names(t):
        return None
    found = exact(t)
    if found is None or not found.numer.is_ground:
        return None
    top, below = found.numer.as_expr(), found.denom.as_expr()
    return Fraction(int(top.p), int(top.q)) / Fraction(int(below.p), int(below.q))


def checked(x):
    if not mpmath.isfinite(x) or abs(x) > LARGEST:
        raise Undefined
    return x


def value(t, point, off_line):
    """To 60 digits; `off_line` allows values off the real line."""
    kind = t[0]
    if kind == "n":
        return mpmath.mpf(t[1].numerator) / t[1].denominator
    if kind == "v":
        return point[t[1]]
    if kind in ("pi", "e", "i"):
        return {"pi": +mp.pi, "e": +mp.e, "i": mpmath.mpc(0, 1)}[kind]
    if kind == "^":
        return checked(raised(t, point, off_line))
    if kind == "root":
        return checked(rooted(value(t[2], point, off_line), t[1], off_line))
    if kind == "log":
        return checked(
            logarithm(value(t[2], point, off_line), off_line)
            / nonzero(logarithm(value(t[1], point, off_line), off_line))
        )
    if kind == "f":
        return checked(function(t, point, off_line))
    if kind in ("fact", "binom"):
        return checked(combinatorial(t, point, off_line))
    parts = [value(part, point, off_line) for _, part in children(t)]
    if kind == "neg":
        return -parts[0]
    if kind == "/":
        return checked(parts[0] / nonzero(parts[1]))
    if kind == "+":
        return checked(mpmath.fsum(parts))
    return checked(mpmath.fprod(parts))


def nonzero(x):
    if abs(x) < SAME:
        raise Undefined
    return x


def raised(t, point, off_line):
    base = value(t[1], point, off_line)
    if t[2][0] == "n" and t[2][1].denominator == 1:
        count = int(t[2][1])
        if count <= 0:
            nonzero(base)
        return base**count
    exponent = value(t[2], point, off_line)
    if not off_line and base <= SAME:
        raise Undefined
    return mpmath.exp(exponent * mpmath.log(nonzero(base)))


def rooted(x, degree, off_line):
    if off_line:
        return mpmath.root(x, degree)
    if x < 0:
        if degree % 2 == 0:
            raise Undefined
        return -mpmath.root(-x, degree)
    return mpmath.root(x, degree)


def logarithm(x, off_line):
    if not off_line and x <= SAME:
        raise Undefined
    return mpmath.log(nonzero(x))


def function(t, point, off_line):
    name, x = t[1], value(t[2], point, off_line)
    if name == "ln":
        return logarithm(x, off_line)
    if name in ("asin", "acos") and not off_line and abs(x) > 1:
        raise Undefined
    if name in ("tan", "sec"):
        nonzero(mpmath.cos(x))
    if name in ("cot", "csc"):
        nonzero(mpmath.sin(x))
    if name == "abs":
        return abs(x)
    if name in ("floor", "ceil"):
        known = number(t[2])
        if known is not None:
            return mpmath.mpf(known.__floor__() if name == "floor" else known.__ceil__())
        if off_line or abs(x - mpmath.nint(x)) < SAME:
            raise Undefined
        return mpmath.floor(x) if name == "floor" else mpmath.ceil(x)
    return getattr(mpmath, name)(x)


def combinatorial(t, point, off_line):
    parts = [number(part) for _, part in children(t)]
    if any(part is None or part.denominator != 1 or part < 0 for part in parts):
        raise Undefined
    if t[0] == "fact":
        return mpmath.factorial(int(parts[0]))
    return mpmath.binomial(int(parts[0]), int(parts[1]))


def points(rng, variables, count):
    """Positive points first, where most functions have values; then of both signs."""
    for index in range(count):
        low = 1 if index < count // 2 else -30
        yield {
            name: mpmath.mpf(rng.choice([k for k in range(low, 31) if k])) / rng.choice([7, 11, 13])
            for name in variables
        }


def truth(a, b, rng):
    """True, False, or None where neither is sure."""
    try:
        x, y = exact(a), exact(b)
        if x is not None and y is not None:
            return x == y
    except Undefined:
        return None
    off_line = is_complex(a) or is_complex(b)
    variables = sorted(names(a) | names(b))
    met = 0
    for point in points(rng, variables, 12 if variables else 1):
        try:
            x, y = value(a, point, off_line), value(b, point, off_line)
        except (Undefined, ZeroDivisionError, ValueError, OverflowError):
            continue
        scale = max(1, abs(x), abs(y))
        if abs(x - y) > APART * scale:
            return False
        if abs(x - y) > SAME * scale:
            return None
        met += 1
    return True if met >= (4 if variables else 1) else None
