"""New inputs for a function from the known ones: small steps away from them, mixtures, and small values in order.

Only those that keep the known inputs' domain are given. Deterministic: the same known inputs, the same new ones.
"""
import copy
import itertools
import random

from domain import Domain, is_number, is_sequence

MAXIMUM_TRIES = 6000
MAXIMUM_INPUT = 2000  # characters of an input's text
MAXIMUM_SMALL = 60
SMALL = range(-3, 31)


def neighbours(value, place, rng, depth=0):
    """Values one step away, for the place that the value stands at."""
    if type(value) is bool:
        return [not value]
    if is_number(value):
        return numbers(value, place)
    if type(value) is str:
        return texts(value, place, rng)
    if type(value) in (list, tuple):
        return [type(value)(item) for item in sequences(list(value), rng, depth)]
    if type(value) in (set, frozenset):
        items = sorted(value, key=repr)
        return [type(value)(item) for item in sequences(items, rng, depth)]
    if type(value) is dict:
        return dictionaries(value, rng, depth)
    return []


def numbers(value, place):
    found = [value + 1, value - 1, value * 2, value // 2 if type(value) is int else value / 2, -value, 0, 1, 2, 3]
    if place is not None and place.numbers:
        found += [min(place.numbers), max(place.numbers), place.low, place.high]
    if type(value) is int:
        found += [10, 11, 99, 100, value + 10]
        return [int(item) for item in found if float(item).is_integer()]
    return [float(item) for item in found] + [value + 0.5, value + 0.1]


def texts(value, place, rng):
    found = [value[1:], value[:-1], value[::-1], value + value, value.swapcase(), value.lower(), value.upper(), ""]
    found += [value[:1], value[:2], value[:1] * 2, value[:1] * 3, value[-1:] + value, value + value[:1]]
    letters = sorted(place.alphabet) if place is not None and place.texts else sorted(set(value))
    for _ in range(8):
        if value and letters:
            at, char = rng.randrange(len(value)), rng.choice(letters)
            found += [value[:at] + char + value[at + 1:], value[:at] + char + value[at:], value[:at] + value[at + 1:]]
    found += letters[:3] + letters[-2:]
    words = value.split(" ")
    if len(words) > 1:
        found += [" ".join(words[1:]), " ".join(words[:-1]), " ".join(reversed(words)), " ".join(words + words[:1]),
                  words[0], " ".join(rng.sample(words, len(words)))]
    return found


def sequences(items, rng, depth):
    found = [items[1:], items[:-1], items[::-1], items + items[:1], items[:1] + items, items + items, [], items[:1],
             items[:2], items[-1:], items[:1] * 2, items[:1] * 3]
    try:
        found += [sorted(items), sorted(items, reverse=True)]
    except TypeError:
        pass
    if len(items) > 1:
        found += [[items[1], items[0]] + items[2:], items[1:] + items[:1], rng.sample(items, len(items)),
                  items[:-1] + [items[0]], [items[-1]] + items[1:]]
        half = len(items) // 2
        found += [items[:half], items[half:]]
    if items and depth < 3:
        for _ in range(4):
            at = rng.randrange(len(items))
            for new in some(neighbours(items[at], None, rng, depth + 1), 6, rng):
                found.append(items[:at] + [new] + items[at + 1:])
                found.append(items + [new])
    return found


def dictionaries(value, rng, depth):
    items = list(value.items())
    found = [dict(items[1:]), dict(items[:-1]), dict(items[::-1]), {}, dict(items[:1])]
    if items and depth < 3:
        for _ in range(3):
            key, old = rng.choice(items)
            found += [{**value, key: new} for new in some(neighbours(old, None, rng, depth + 1), 6, rng)]
            found += [{**value, new: old} for new in some(neighbours(key, None, rng, depth + 1), 2, rng)]
    return found


def some(values, count, rng):
    return values if len(values) <= count else rng.sample(values, count)


def small(domain, known):
    """The smallest arguments in order, where all are whole numbers or one is and the rest are known."""
    kinds = [domain.places[str(index)] for index in range(domain.arity)]
    if all(kind.types == {int} for kind in kinds):
        wide = SMALL if domain.arity == 1 else range(-2, 9) if domain.arity == 2 else range(0, 5)
        yield from ([*item] for item in itertools.product(wide, repeat=domain.arity) if domain.arity <= 4)
    for index, kind in enumerate(kinds):
        if kind.types == {int} and domain.arity > 1:
            for arguments in known[:3]:
                for value in range(-1, 12):
                    yield arguments[:index] + [value] + arguments[index + 1:]


def short_lists(domain, known):
    """Short lists and texts of the items that are known."""
    for index in range(domain.arity):
        values = [arguments[index] for arguments in known]
        if all(is_sequence(value) for value in values):
            items = list({repr(item): item for value in values for item in value}.values())[:6]
            made = [type(values[0])(item) for count in (1, 2, 3)
                    for item in itertools.product(items[:4 if count == 3 else 6], repeat=count)]
        elif all(type(value) is str for value in values):
            chars = sorted(set("".join(values)))
            chars = chars[:2] + chars[-2:]
            made = ["".join(item) for count in (1, 2, 3) for item in itertools.product(chars, repeat=count)]
        else:
            continue
        for at, value in enumerate(made):
            arguments = known[at % len(known)]
            yield arguments[:index] + [value] + arguments[index + 1:]


def of_program(hints, domain, known):
    """What the program itself compares with or counts up to, in each place, alone and among a list's items."""
    for index in range(domain.arity):
        for at, hint in enumerate(hints):
            for arguments in (known[at % len(known)], known[(at + 1) % len(known)]):
                value = arguments[index]
                made = [hint]
                if type(value) is str and type(hint) is str and hint:
                    half = len(value) // 2
                    made += [hint + value, value + hint, value[:half] + hint + value[half:], hint + hint]
                if is_sequence(value):
                    made = [type(value)([hint, *value[1:]]), type(value)([*value, hint]), type(value)([hint])]
                for new in made:
                    yield arguments[:index] + [new] + arguments[index + 1:]


def mixtures(known):
    for left, right in itertools.permutations(known[:12], 2):
        for index in range(len(left)):
            yield left[:index] + [right[index]] + left[index + 1:]


def steps(domain, known, rng):
    """Random walks of one to three steps from a known input."""
    while True:
        arguments = list(rng.choice(known))
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            if not arguments:
                break
            index = rng.randrange(len(arguments))
            made = neighbours(arguments[index], domain.places[str(index)], rng)
            if made:
                arguments[index] = rng.choice(made)
        yield arguments


def first_steps(domain, known, rng):
    for arguments in known:
        for index, value in enumerate(arguments):
            for new in neighbours(value, domain.places[str(index)], rng):
                yield arguments[:index] + [new] + arguments[index + 1:]


def turns(sources):
    """The items of several sources, one of each in turn."""
    sources = [iter(source) for source in sources]
    while sources:
        left = []
        for source in sources:
            try:
                yield next(source)
                left.append(source)
            except StopIteration:
                pass
        sources = left


def inputs(known, offered, count, seed, hints=()):
    """At most `count` new inputs in the domain of the known ones, and half as many just outside of it.

    `offered` come from the problem's own generator, `hints` are constants of its program. What lies outside has the
    types and shapes of the known inputs; whether the statement allows it, only others can tell.
    """
    arities = sorted({len(arguments) for arguments in known}, key=lambda n: -sum(len(a) == n for a in known))
    known = [arguments for arguments in known if len(arguments) == arities[0]]
    if not known or arities[0] == 0:
        return [], []
    domain, rng = Domain(known + offered), random.Random(seed)
    seen, found, wide = {repr(arguments) for arguments in known}, [], []

    def take(arguments):
        arguments = domain.mended(arguments)
        text = repr(arguments)
        if text in seen or len(text) > MAXIMUM_INPUT:
            return
        seen.add(text)
        if domain.holds(arguments):
            found.append(copy.deepcopy(arguments))
        elif len(wide) < count // 2 and domain.holds_widely(arguments):
            wide.append(copy.deepcopy(arguments))
    for arguments in offered[:count // 2]:
        take(arguments)
    sources = [
        of_program(list(hints), domain, known), itertools.islice(small(domain, known), 3 * MAXIMUM_SMALL), first_steps(domain, known, rng), mixtures(known),
        short_lists(domain, known), steps(domain, known, rng), steps(domain, known, rng)]
    for arguments in itertools.islice(turns(sources), MAXIMUM_TRIES):
        if len(found) >= count:
            break
        try:
            take(arguments)
        except (TypeError, ValueError, OverflowError, RecursionError, MemoryError):
            continue  # a mixture of types that a rule cannot look at is not in the domain
    return found, wide
