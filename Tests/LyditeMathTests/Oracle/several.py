"""Words, choices, and answers made of several values."""

from spelling import Speller, spell_number
from fractions import Fraction

from terms import truth

WORDS = [
    "yes", "no", "true", "false", "even", "odd", "circle", "parabola", "Monday", "no solution",
    "converges", "diverges", "isosceles triangle", "red", "blue", "north", "prime", "composite",
]


def word(text, rng):
    ways = ["%s", "\\text{%s}", "**%s**", "%s.", "$\\text{%s}$", "\\boxed{\\text{%s}}", " %s "]
    return rng.choice(ways) % rng.choice([text, text.upper(), text.capitalize()])


def choice(letter, rng):
    ways = ["%s", "(%s)", "\\text{%s}", "%s.", "\\boxed{%s}", "\\textbf{(%s)}", "\\mathrm{%s}"]
    return rng.choice(ways) % letter


def letters(rng):
    one, other = rng.choice("ABCDE"), rng.choice("ABCDE")
    return choice(one, rng), choice(other, rng), one == other


def words(rng):
    one = rng.choice(WORDS)
    return word(one, rng), word(one, rng), True


def other_words(rng):
    one, other = rng.sample(WORDS, 2)
    return word(one, rng), word(other, rng), False


def entries(rng, term_pair, count):
    """Pairs of equal terms whose values are pairwise different, real and without variables."""
    found = []
    while len(found) < count:
        if rng.random() < 0.5:
            value = Fraction(rng.randint(-20, 20), rng.choice([1, 1, 2, 3, 5]))
            pair = (("n", value), ("n", value))
        else:
            made = term_pair("constant", rng)
            if made is None or not made[2]:
                continue
            pair = made[:2]
        if all(truth(pair[0], other[0], rng) is False for other in found):
            found.append(pair)
    return found


def shown(term, rng, speller):
    if term[0] == "n" and rng.random() < 0.6:
        return spell_number(term[1], rng, in_brackets=True)
    return speller.show(term, 0)


def join(items, speller):
    return (", " if speller.rng.random() < 0.6 else ",").join(items)


def tuple_of(items, speller):
    return speller.pair[0] + join(items, speller) + speller.pair[1]


def set_of(items, speller):
    if speller.latex:
        opening, closing = speller.rng.choice([("\\{", "\\}"), ("\\left\\{", "\\right\\}")])
        return opening + join(items, speller) + closing
    return "{" + join(items, speller) + "}"


def list_of(items, speller):
    return join(items, speller)


def matrix_of(items, speller):
    """Two rows; the items are as many as they are even."""
    half = len(items) // 2
    rows = " \\\\ ".join([" & ".join(items[:half]), " & ".join(items[half:])])
    name = speller.rng.choice(["pmatrix", "bmatrix"])
    return "\\begin{%s} %s \\end{%s}" % (name, rows, name)


def interval_of(items, speller, ends):
    return ends[0] + join(items, speller) + ends[1]


def collection(rng, term_pair):
    kind = rng.choice(["tuple", "set", "list", "matrix", "interval"])
    count = {"interval": 2, "matrix": rng.choice([2, 4, 6])}.get(kind, rng.randint(2, 4))
    pairs = entries(rng, term_pair, count)
    left, right = [p[0] for p in pairs], [p[1] for p in pairs]
    is_equal = rng.random() < 0.5
    one, other = Speller(rng, True), Speller(rng, True)
    if kind == "interval":
        return interval(rng, left, right, is_equal, one, other)
    is_ordered = kind in ("tuple", "matrix")
    if is_equal and not is_ordered:
        rng.shuffle(right)
        if kind == "set" and rng.random() < 0.3:
            right.append(rng.choice(right))
    if not is_equal:
        way = rng.choice(["swap", "fewer", "more", "other"] if is_ordered else ["fewer", "more", "other"])
        fresh = ("n", Fraction(rng.randint(21, 40)))
        if way == "swap":
            right[0], right[-1] = right[-1], right[0]
        elif way == "fewer" and kind != "matrix" and len(right) > 2:
            right.pop(rng.randrange(len(right)))
        elif way == "more" and kind != "matrix":
            right.insert(rng.randrange(len(right)), fresh)
        else:
            k = rng.randrange(len(right))
            if truth(right[k], fresh, rng) is not False:
                return None
            right[k] = fresh
    show = {"tuple": tuple_of, "set": set_of, "list": list_of, "matrix": matrix_of}[kind]
    shows = [show([shown(t, rng, s) for t in items], s) for items, s in ((left, one), (right, other))]
    return shows[0], shows[1], is_equal


def interval(rng, left, right, is_equal, one, other):
    """Half-open or closed, so that no pair is meant; the ends need no order to be compared."""
    from terms import Undefined, value

    try:
        if value(left[0], {}, False) > value(left[1], {}, False):
            left.reverse()
            right.reverse()
    except (Undefined, ZeroDivisionError, ValueError):
        return None
    ends = rng.choice(["[)", "(]", "[]"])
    changed = ends
    if not is_equal:
        way = rng.random()
        if way < 0.5:
            changed = rng.choice([e for e in ("[)", "(]", "[]") if e != ends])
        else:
            right[1] = ("+", right[1], ("n", Fraction(1, 7)))
    if "[]" in (ends, changed) and rng.random() < 0.9 and not is_equal:
        return None
    texts = []
    for items, speller, mark in ((left, one, ends), (right, other, changed)):
        texts.append(interval_of([shown(t, rng, speller) for t in items], speller, mark))
    return texts[0], texts[1], is_equal
