"""Prints terms the way people and models do: LaTeX in several dialects, ASCII, Unicode."""

from fractions import Fraction

SUM, SIGNED, PRODUCT, POWER, ATOM = range(5)
INVERSE = {"asin": "\\arcsin", "acos": "\\arccos", "atan": "\\arctan"}
WORDS = {"asin": "arcsin", "acos": "arccos", "atan": "arctan"}


class Speller:
    """One way of spelling, drawn once for each answer."""

    def __init__(self, rng, latex=None):
        self.rng = rng
        self.latex = rng.random() < 0.6 if latex is None else latex
        self.times = rng.choice(["\\cdot ", "\\times ", "", ""] if self.latex else ["*", " * ", ""])
        self.plus = rng.choice([" + ", "+"])
        self.minus = rng.choice([" - ", "-"])
        self.frac = rng.choice(["\\frac", "\\frac", "\\dfrac", "\\tfrac"])
        self.pair = rng.choice([("(", ")"), ("\\left(", "\\right)")] if self.latex else [("(", ")")])
        self.decimals = rng.random() < 0.2
        self.unicode = not self.latex and rng.random() < 0.3
        self.exp = rng.random() < 0.3
        self.bare = rng.random() < 0.5

    def spell(self, t):
        text = self.show(t, SUM)
        if self.latex:
            text = self.rng.choice(["%s", "%s", "$%s$", "\\(%s\\)", "\\[%s\\]", "$$%s$$"]) % text
        return text

    def wrap(self, text):
        return self.pair[0] + text + self.pair[1]

    def show(self, t, level):
        text, own = getattr(self, "at_" + self.kind(t))(t)
        return self.wrap(text) if own < level else text

    @staticmethod
    def kind(t):
        return {"+": "sum", "*": "product", "/": "quotient", "^": "power"}.get(t[0], t[0])

    def braced(self, t):
        return "{" + self.show(t, SUM) + "}"

    def at_n(self, t):
        value = t[1]
        sign = "-" if value < 0 else ""
        text, own = self.positive(abs(value))
        return (sign + text, SIGNED) if sign else (text, own)

    def positive(self, value):
        if value.denominator == 1:
            return str(value), ATOM
        if self.decimals:
            text = terminating(value)
            if text is not None:
                return text, ATOM
        top, below = value.numerator, value.denominator
        if self.latex:
            short = top < 10 and below < 10 and self.rng.random() < 0.3
            inside = "%d%d" % (top, below) if short else "{%d}{%d}" % (top, below)
            return self.frac + inside, PRODUCT
        return "%d/%d" % (top, below), PRODUCT if self.times else SIGNED

    def at_v(self, t):
        return t[1], ATOM

    def at_pi(self, t):
        return ("\\pi" if self.latex else "π" if self.unicode else "pi"), ATOM

    def at_e(self, t):
        return "e", ATOM

    def at_i(self, t):
        return "i", ATOM

    def at_neg(self, t):
        return "-" + self.show(t[1], PRODUCT), SIGNED

    def at_sum(self, t):
        text = self.show(t[1], SIGNED)
        for part in t[2:]:
            if part[0] == "neg":
                text += self.minus + self.show(part[1], PRODUCT)
            elif part[0] == "n" and part[1] < 0:
                text += self.minus + self.show(("n", -part[1]), PRODUCT)
            else:
                text += self.plus + self.show(part, PRODUCT)
        return text, SUM

    def at_product(self, t):
        parts = [self.factor(part, k == 0, k == len(t) - 2) for k, part in enumerate(t[1:])]
        text = parts[0]
        for part in parts[1:]:
            text += self.joint(text, part) + part
        return text, PRODUCT

    def factor(self, t, is_first, is_last):
        """A factor that its neighbours cannot change: quotients and sums in brackets."""
        if t[0] == "/" and not self.latex or t[0] == "n" and t[1].denominator > 1:
            if not is_first or not self.latex:
                return self.wrap(self.show(t, SUM))
        keep, self.bare = self.bare, self.bare and is_last
        text = self.show(t, PRODUCT if t[0] == "/" else POWER)
        self.bare = keep
        return text

    def joint(self, left, right):
        """What stands between factors: nothing only where juxtaposition reads as a product."""
        explicit = self.times or ("\\cdot " if self.latex else "*")
        if right[0].isdigit() or right[0] == ".":
            return explicit
        if left[-1].isdigit() and (right[0].isalpha() and right[0] != "e" or right[0] == "\\"):
            if right.startswith("\\" + self.frac[1:]):
                return explicit
            return self.times if self.latex or not right[1:2].isalpha() else explicit
        if self.latex and left[-1] in ")}" and right[0] == "\\" and self.frac not in right[:7]:
            return self.times
        return explicit

    def at_quotient(self, t):
        top, below = t[1], t[2]
        if self.latex and self.rng.random() < 0.85:
            return self.frac + self.braced(top) + self.braced(below), PRODUCT
        keep, self.bare = self.bare, False
        text = self.show(top, POWER) + "/" + self.show(below, ATOM)
        self.bare = keep
        return text, PRODUCT if self.latex else SIGNED

    def at_power(self, t):
        base, exponent = t[1], t[2]
        if base == ("e",) and self.exp:
            return ("\\exp" if self.latex else "exp") + self.wrap(self.show(exponent, SUM)), POWER
        if base[0] == "f" and exponent[0] == "n" and base[1] not in ("abs", "floor", "ceil"):
            if self.latex and exponent[1] == 2 and self.rng.random() < 0.7:
                return "%s^2%s" % (self.name(base[1]), self.wrap(self.show(base[2], SUM))), POWER
        keep, self.bare = self.bare, False
        text = self.show(base, ATOM)
        self.bare = keep
        if exponent[0] == "n" and exponent[1].denominator == 1 and 0 <= exponent[1] < 10:
            if self.unicode and exponent[1] in (2, 3):
                return text + "²³"[int(exponent[1]) - 2], POWER
            return "%s^%d" % (text, exponent[1]), POWER
        shown = self.show(exponent, SUM)
        braced = self.latex or self.rng.random() < 0.3
        return text + "^" + ("{%s}" % shown if braced else "(%s)" % shown), POWER

    def at_root(self, t):
        if self.latex:
            return "\\sqrt%s%s" % ("[%d]" % t[1] if t[1] > 2 else "", self.braced(t[2])), ATOM
        inside = "(" + self.show(t[2], SUM) + ")"
        if t[1] == 2:
            return ("√" if self.unicode else "sqrt") + inside, ATOM
        if t[1] == 3:
            return "cbrt" + inside, ATOM
        return "%s^(1/%d)" % (inside, t[1]), POWER

    def at_log(self, t):
        inside = self.wrap(self.show(t[2], SUM))
        base = self.show(t[1], ATOM)
        foot = "{%s}" % base if self.latex or len(base) > 1 else base
        return ("\\log_" if self.latex else "log_") + foot + inside, POWER

    def name(self, name):
        if self.latex:
            return INVERSE.get(name, "\\" + name)
        return self.rng.choice([name, WORDS.get(name, name)])

    def at_f(self, t):
        name, a = t[1], t[2]
        inside = self.show(a, SUM)
        if name == "abs":
            if "|" in inside or self.rng.random() < 0.3:
                return ("\\left|%s\\right|" if self.latex else "abs(%s)") % inside, ATOM
            return "|%s|" % inside, ATOM
        if name in ("floor", "ceil"):
            if self.latex:
                return "\\l%s %s \\r%s" % (name, inside, name), ATOM
            return "%s(%s)" % (name, inside), ATOM
        if self.bare and self.latex and (a[0] == "v" or a[0] == "n" and a[1] > 0):
            return "%s %s" % (self.name(name), inside), PRODUCT
        return self.name(name) + self.wrap(inside), POWER

    def at_fact(self, t):
        return self.show(t[1], ATOM) + "!", POWER

    def at_binom(self, t):
        if self.latex:
            return "\\binom" + self.braced(t[1]) + self.braced(t[2]), ATOM
        return "binom(%s,%s)" % (self.show(t[1], SUM), self.show(t[2], SUM)), ATOM


def terminating(value):
    """A decimal of at most six places, when there is one."""
    for places in range(1, 7):
        shifted = value * 10**places
        if shifted.denominator == 1:
            digits = str(shifted.numerator).rjust(places + 1, "0")
            return digits[:-places] + "." + digits[-places:]
    return None


def spell(t, rng, latex=None):
    return Speller(rng, latex).spell(t)


def spell_number(value, rng, in_brackets=False):
    """A rational in one of the many spellings of numbers."""
    sign, size = "-" if value < 0 else "", abs(value)
    whole = size.denominator == 1
    ways = []
    if whole:
        ways += ["%d" % size, "%d.0" % size, "\\frac{%d}{3}" % (3 * size), "%d/2" % (2 * size)]
        if size >= 1000 and not in_brackets:
            ways += ["{:,}".format(int(size)), "{:,}".format(int(size)).replace(",", "{,}")]
        if size >= 1000 and size % 100 == 0:
            ways += ["%se%d" % (terminating(Fraction(size, 1000)) or size / 1000, 3)]
            if size % 1000 == 0:
                ways += ["%d \\times 10^{3}" % (size / 1000), "%d*10^3" % (size / 1000)]
    else:
        top, below = size.numerator, size.denominator
        ways += ["%d/%d" % (top, below), "\\frac{%d}{%d}" % (top, below)]
        ways += ["\\dfrac{%d}{%d}" % (2 * top, 2 * below), "(%d)/(%d)" % (3 * top, 3 * below)]
        # "8 853/1000" is also 8,853 thousandths.
        if top > below and not in_brackets and below <= 100:
            rest = top % below
            ways += ["%d\\frac{%d}{%d}" % (top // below, rest, below)]
            ways += ["%d %d/%d" % (top // below, rest, below)]
        text = terminating(size)
        if text is not None:
            ways += [text, text + "00"]
            if not in_brackets:
                ways += [(terminating(size * 100) or str(size * 100)) + "\\%"]
        ways += [w for w in [repeating(size)] if w]
    text = sign + rng.choice(ways)
    return rng.choice(["%s", "%s", "$%s$", "\\boxed{%s}", "%s."]) % text if not in_brackets else text


def repeating(size):
    """0.1\\overline{6} where the period is short."""
    below = size.denominator
    for places in range(0, 3):
        for length in range(1, 7):
            if (10**length - 1) * 10**places % below == 0 and terminating(size) is None:
                whole = int(size * 10**places)
                rest = size * 10**places - whole
                cycle = rest * (10**length - 1)
                digits = str(whole).rjust(places + 1, "0")
                head = digits[: len(digits) - places] + "." + digits[len(digits) - places :]
                return "%s\\overline{%s}" % (head, str(int(cycle)).rjust(length, "0"))
    return None
