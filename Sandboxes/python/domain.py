"""What the inputs of a function have in common, as far as the known ones show it.

A problem's statement limits its inputs in words; the known inputs keep to it, so a new one has to share whatever all of
them share: types, signs, ranges, lengths, order, characters, and relations between arguments. With few known inputs this
is narrower than the statement, which costs strength and not soundness.
"""
import string

MAXIMUM_TEXT = 200
MAXIMUM_ITEMS = 60
FEW = 3  # so many different values of a place are taken for all there are
CLASSES = (string.ascii_lowercase, string.ascii_uppercase, string.digits)


def is_number(value):
    return type(value) in (int, float)


def is_sequence(value):
    return type(value) in (list, tuple)


def places(arguments):
    """Every value with the name of its place: arguments and fixed positions by number, items of a list by a star."""
    found = {}

    def walk(name, value, depth):
        found.setdefault(name, []).append(value)
        if depth > 5:
            return
        if type(value) in (list, set, frozenset):
            for item in value:
                walk(name + ".*", item, depth + 1)
        elif type(value) is tuple:
            for index, item in enumerate(value):
                walk(name + "." + str(index), item, depth + 1)
        elif type(value) is dict:
            for key, item in value.items():
                walk(name + ".key", key, depth + 1)
                walk(name + ".value", item, depth + 1)
    for index, value in enumerate(arguments):
        walk(str(index), value, 0)
    return found


def alphabet(texts):
    """The characters that texts may have: whole classes where several of a class are seen, others one by one."""
    seen = set("".join(texts))
    if len(seen) <= 4 and sum(map(len, texts)) >= 8:
        return seen
    for known in CLASSES:
        if len(seen & set(known)) >= 2:
            seen |= set(known)
    return seen


def pattern(text):
    """Its runs of character classes: 'ab-12' is 'a-0'."""
    runs = []
    for char in text:
        kind = "a" if char.isalpha() else "0" if char.isdigit() else char
        if not runs or runs[-1] != kind:
            runs.append(kind)
    return "".join(runs)


class Place:
    """What all values of one place have in common."""

    def __init__(self, values):
        self.types = {type(value) for value in values}
        self.numbers = [value for value in values if is_number(value)]
        self.texts = [value for value in values if type(value) is str]
        self.few = None
        simple = [value for value in values if is_number(value) or type(value) in (str, bool) or value is None]
        if len(simple) == len(values):
            different = {(type(value), value) for value in values}
            if len(different) <= FEW and len(values) >= 3 * len(different) or len(self.types) > 1 \
                    and not self.types <= {int, float}:
                self.few = different
        self.lengths = [len(value) for value in values if type(value) in (str, list, tuple, set, frozenset, dict)]
        self.rules = [rule for rule in RULES if values and all(rule(value) for value in values)]
        self.read_numbers()
        self.read_texts()

    def read_numbers(self):
        if not self.numbers:
            return
        low, high = min(self.numbers), max(self.numbers)
        self.high = max(2 * high, high + 3) if high > 0 else high
        # Larger numbers than were seen are likely meant, unless they are as small as months or digits.
        if high > 12:
            self.high = 5 * high
        if low > 5:
            self.low = low // 2 if type(low) is int else low / 2
        elif low >= 1:
            self.low = 1
        elif low >= 0:
            self.low = 0
        else:
            self.low, self.high = 2 * low, max(self.high, 3)
        floats = [value for value in self.numbers if type(value) is float]
        self.decimals = max((len(repr(value).partition(".")[2]) for value in floats), default=0)
        self.steps = [step for step in (2, 5, 10) if len(set(self.numbers)) >= 3 and
                      len({value % step for value in self.numbers if type(value) is int}) == 1
                      and not floats]
        self.residues = {step: self.numbers[0] % step for step in self.steps}

    def read_texts(self):
        if not self.texts:
            return
        self.alphabet = alphabet(self.texts)
        kinds = {pattern(text) for text in self.texts if text}
        # One shape with signs in it, such as a date or an address, means a format.
        self.pattern = None
        self.wide = set(self.alphabet)
        for known in CLASSES:
            if self.wide & set(known):
                self.wide |= set(known)
        if len(self.texts) >= 2 and len(kinds) == 1 and len(min(kinds)) > 1:
            self.pattern = min(kinds)

    def holds_widely(self, value):
        """Whether the value is of the kind that stands here, whatever its size."""
        if type(value) not in self.types:
            return False
        if is_number(value):
            return abs(value) <= 10 * max(map(abs, self.numbers)) + 10
        if type(value) is str:
            return set(value) <= self.wide and len(value) <= MAXIMUM_TEXT \
                and (self.pattern is None or pattern(value) == self.pattern)
        if self.lengths and type(value) in (list, tuple, set, frozenset, dict):
            low, high = min(self.lengths), max(self.lengths)
            if type(value) is tuple and low == high and len(value) != low:
                return False
            return len(value) <= max(2 * high, high + 2) and len(value) <= MAXIMUM_ITEMS \
                and all(rule(value) for rule in self.rules if rule in SHAPES)
        return True

    def holds(self, value):
        if type(value) not in self.types:
            return False
        if self.few is not None and (type(value), value) not in self.few:
            return False
        if is_number(value):
            if not self.low <= value <= self.high:
                return False
            if type(value) is float and len(repr(value).partition(".")[2]) > self.decimals:
                return False
            if any(value % step != self.residues[step] for step in self.steps):
                return False
        if type(value) is str:
            if not set(value) <= self.alphabet or len(value) > MAXIMUM_TEXT:
                return False
            if self.pattern is not None and pattern(value) != self.pattern:
                return False
        if type(value) in (str, list, tuple, set, frozenset, dict):
            size, low, high = len(value), min(self.lengths), max(self.lengths)
            if size < min(low, 1) or size > max(2 * high, high + 2) or size > MAXIMUM_ITEMS and type(value) is not str:
                return False
            if low == high and (len(self.lengths) >= 3 or type(value) is tuple) and size != low:
                return False
        return all(rule(value) for rule in self.rules)


def ordered(values, test):
    try:
        return all(test(a, b) for a, b in zip(values, values[1:]))
    except TypeError:
        return False


def is_rising(value):
    return is_sequence(value) and ordered(value, lambda a, b: a <= b)


def is_falling(value):
    return is_sequence(value) and ordered(value, lambda a, b: a >= b)


def is_distinct(value):
    if not is_sequence(value):
        return False
    try:
        return len(set(map(repr, value))) == len(value)
    except RecursionError:
        return False


def is_rectangle(value):
    return is_sequence(value) and all(is_sequence(row) for row in value) and len({len(row) for row in value}) <= 1


def is_square(value):
    return is_rectangle(value) and all(len(row) == len(value) for row in value)


def is_balanced(value):
    if type(value) is not str or not set(value) & set("()[]{}<>"):
        return False
    stack, pairs = [], {")": "(", "]": "[", "}": "{", ">": "<"}
    for char in value:
        if char in "([{<":
            stack.append(char)
        elif char in pairs and (not stack or stack.pop() != pairs[char]):
            return False
    return not stack


def is_trimmed(value):
    return type(value) is str and value == value.strip() and "  " not in value


def is_plain_number(value):
    return type(value) is str and value.isdigit() and (value == "0" or value[0] != "0")


def is_one_kind(value):
    return is_sequence(value) and len({type(item) for item in value}) <= 1


def is_capital(value):
    return type(value) is str and value[:1].isupper()


def starts_with_letter(value):
    return type(value) is str and value[:1].isalpha()


def is_whole(value):
    return type(value) is float and value.is_integer()


def is_palindrome(value):
    return type(value) is str and len(value) > 1 and value == value[::-1]


def has_even_length(value):
    return type(value) in (str, list, tuple) and len(value) % 2 == 0


def has_odd_length(value):
    return type(value) in (str, list, tuple) and len(value) % 2 == 1


def is_permutation(value):
    """The numbers from 0 or from 1, each once."""
    if not is_sequence(value) or not value or not all(type(item) is int for item in value):
        return False
    return sorted(value) in (list(range(len(value))), list(range(1, len(value) + 1)))


def is_within(value):
    """Numbers that point into the list itself."""
    return is_sequence(value) and all(type(item) is int and 0 <= item <= len(value) for item in value)


def increases_within(value):
    """Pairs such as intervals: each begins before it ends."""
    return is_sequence(value) and len(value) > 0 and all(
        is_sequence(item) and len(item) == 2 and ordered(list(item), lambda a, b: a <= b) for item in value)


def same_elements_twice(value):
    return is_sequence(value) and len(value) > 1 and not is_distinct(value)


RULES = [
    is_rising, is_falling, is_distinct, is_rectangle, is_square, is_balanced, is_trimmed, is_plain_number, is_one_kind,
    is_capital, starts_with_letter, is_whole, is_palindrome, has_even_length, has_odd_length, is_permutation, is_within,
    increases_within, same_elements_twice,
]


SHAPES = {is_rectangle, is_square, is_one_kind}


def size(value):
    return len(value) if type(value) in (str, list, tuple, set, frozenset, dict) else None


def numbers_of(value):
    return [item for item in value if is_number(item)] if type(value) in (list, tuple, set) else []


def same_type(a, b):
    return type(a) is type(b)


def equal_sizes(a, b):
    return size(a) is not None and size(a) == size(b)


def not_longer(a, b):
    return size(a) is not None and size(b) is not None and size(a) <= size(b)


def at_most(a, b):
    return is_number(a) and is_number(b) and a <= b


def below(a, b):
    return is_number(a) and is_number(b) and a < b


def is_size(a, b):
    return type(a) is int and a == size(b)


def is_last_place(a, b):
    return type(a) is int and size(b) is not None and a == size(b) - 1


def is_at_most_size(a, b):
    return type(a) is int and size(b) is not None and a <= size(b)


def is_below_size(a, b):
    return type(a) is int and size(b) is not None and a < size(b)


def is_in(a, b):
    if type(b) is str:
        return type(a) is str and a in b
    return type(b) in (list, tuple, set, frozenset, dict) and any(type(a) is type(item) and a == item for item in b)


def is_not_in(a, b):
    return type(b) in (list, tuple, set, dict) and size(a) is None and not is_in(a, b)


def bounds_items(a, b):
    found = numbers_of(b)
    return is_number(a) and bool(found) and all(item <= a for item in found)


def is_at_most_sum(a, b):
    found = numbers_of(b)
    return is_number(a) and bool(found) and a <= sum(found)


def is_subset(a, b):
    return type(a) in (list, tuple) and type(b) in (list, tuple) and bool(a) and all(is_in(item, b) for item in a)


def same_letters(a, b):
    return type(a) is str and type(b) is str and sorted(a) == sorted(b)


def differ(a, b):
    return same_type(a, b) and a != b


def width_is(a, b):
    return type(a) is int and is_sequence(b) and bool(b) and all(size(row) == a for row in b)


def divides(a, b):
    return type(a) is int and type(b) is int and a != 0 and b % a == 0


def is_telling(divisor, value):
    """Whether it says something that the one divides the other: 1 divides all, and every number 0 and itself."""
    return abs(divisor) > 1 and value not in (0, divisor)


def points_into_all(a, b):
    return type(a) is int and is_sequence(b) and bool(b) and all(size(row) is not None and a < size(row) for row in b)


RELATIONS = [
    same_type, equal_sizes, not_longer, at_most, below, is_size, is_last_place, is_at_most_size, is_below_size, is_in,
    is_not_in, bounds_items, is_at_most_sum, is_subset, same_letters, differ, width_is, divides, points_into_all,
]


FIRM = {same_type, equal_sizes, is_size, is_last_place, width_is, points_into_all}


class Domain:
    """The rules that all known inputs keep."""

    def __init__(self, known):
        self.arity = len(known[0])
        gathered = {}
        for arguments in known:
            for name, values in places(arguments).items():
                gathered.setdefault(name, []).extend(values)
        self.places = {name: Place(values) for name, values in gathered.items()}
        pairs = [(i, j) for i in range(self.arity) for j in range(self.arity) if i != j]
        self.relations = [
            (i, j, relation) for i, j in pairs for relation in RELATIONS
            if all(relation(arguments[i], arguments[j]) for arguments in known)
            and (relation is not divides or any(is_telling(arguments[i], arguments[j]) for arguments in known))
        ]

    def holds(self, arguments):
        if len(arguments) != self.arity:
            return False
        for name, values in places(arguments).items():
            place = self.places.get(name)
            if place is None or not all(place.holds(value) for value in values):
                return False
        return all(relation(arguments[i], arguments[j]) for i, j, relation in self.relations)

    def holds_widely(self, arguments):
        """Whether the arguments have the types and shapes of the known ones, whatever else these share."""
        if len(arguments) != self.arity:
            return False
        for name, values in places(arguments).items():
            place = self.places.get(name)
            if place is None or not all(place.holds_widely(value) for value in values):
                return False
        return all(relation(arguments[i], arguments[j]) for i, j, relation in self.relations if relation in FIRM)

    def mended(self, arguments):
        """The arguments with the numbers set that only state a size."""
        arguments = list(arguments)
        for i, j, relation in self.relations:
            if relation is is_size:
                arguments[i] = len(arguments[j])
            elif relation is is_last_place:
                arguments[i] = len(arguments[j]) - 1
        return arguments
