"""Word problems as a tiny model sees them: each number of the statement is a slot, each step one operation.

The model writes `N0 / N1 ; N0 + R0`; a calculator fills the numbers in and works the steps out, so that what Lydite gets is
`48 / 2 = 24`, `48 + 24 = 72` and `#### 72`, every equation of which it checks. The model decides which operations to do
with which numbers; it does no arithmetic.
"""

import re
from fractions import Fraction

# A model without any knowledge of words gets the question first, and of the rest what stands around the numbers.
BEFORE, BEHIND = 2, 4
COMMON = frozenset(
    "the a an of to in on at and for his her their he she they it is are was were that this with".split())
MAX_SLOTS = 10
MAX_STEPS = 4
WORDS = dict(zip(
    "one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13)))
CONSTANTS = ["1", "2", "3", "4", "5", "7", "10", "12", "24", "30", "52", "60", "100", "1000", "0.5"]
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+|[a-z]+|[^\sa-z\d]")


def number(text):
    return Fraction(text.replace(",", "").rstrip("."))


def shown(value):
    """A number as people write it: decimal where that ends soon, else a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    for places in range(1, 7):
        scaled = value * 10**places
        if scaled.denominator == 1:
            sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled.numerator)).rjust(places + 1, "0")
            return f"{sign}{digits[:-places]}.{digits[-places:]}"
    return f"{value.numerator}/{value.denominator}"


def masked(statement):
    """What the model reads of a statement, with slots for its numbers, and what stands in the slots."""
    names = set(re.findall(r"(?<=[a-z,] )([A-Z][a-z]+)", statement))
    tokens, values = numbered(re.sub(r"\b([A-Z][a-z]+)\b", lambda m: "zname" if m[1] in names else m[1], statement))
    tokens = [token for token in map(stem, tokens) if token not in COMMON and (token.isalnum() or token in "?.%$")]
    asks = [place for place, token in enumerate(tokens) if token in ("how", "what")]
    start = asks[-1] if asks else max(0, len(tokens) - 10)
    near = set()
    for place, token in enumerate(tokens[:start]):
        if token[:1] == "N" and token[1:].isdigit():
            near.update(range(place - BEFORE, place + BEHIND))
    return tokens[start:] + [token for place, token in enumerate(tokens[:start]) if place in near], values


def stem(token):
    return token[:-1] if token.isalpha() and len(token) > 3 and token[-1] == "s" and token[-2] != "s" else token


def numbered(statement):
    tokens, values = [], []
    for token in TOKEN.findall(statement.lower()):
        value = None
        if NUMBER.fullmatch(token):
            value = number(token)
        elif token in WORDS and token != "one":
            value = Fraction(WORDS[token])
        if value is None or len(values) == MAX_SLOTS:
            tokens.append(token if value is None else "<number>")
        else:
            tokens.append(f"N{len(values)}")
            values.append(value)
    return tokens, values


def operand(token, values, results):
    if token[:1] == "N" and token[1:].isdigit() and int(token[1:]) < len(values):
        return values[int(token[1:])]
    if token[:1] == "R" and token[1:].isdigit() and int(token[1:]) < len(results):
        return results[int(token[1:])]
    if token[:1] == "C" and token[1:] in CONSTANTS:
        return Fraction(token[1:])
    return None


def evaluate(program, values):
    """Each step's operands, sign and result; None where the program is none."""
    steps, results = [], []
    for step in " ".join(program).split(";"):
        parts = step.split()
        if len(parts) != 3 or parts[1] not in "+-*/" or len(steps) == MAX_STEPS:
            return None
        left, right = operand(parts[0], values, results), operand(parts[2], values, results)
        if left is None or right is None or (parts[1] == "/" and right == 0):
            return None
        result = {"+": left + right, "-": left - right, "*": left * right,
                  "/": left / right if right else None}[parts[1]]
        if abs(result) > 10**12 or result.denominator > 10**6:
            return None
        steps.append((left, parts[1], right, result))
        results.append(result)
    return steps or None


def rendered(program, values):
    """What is answered for a program; a sequence that is no program is given as it is, and is wrong."""
    steps = evaluate(program, values)
    if steps is None:
        return " ".join(program) or "?"
    lines = [f"{shown(a)} {sign} {shown(b)} = {shown(r)}" for a, sign, b, r in steps]
    return "\n".join(lines + [f"#### {shown(steps[-1][3])}"])


def parsed(response, values):
    """The program behind a rendered answer; None for any other text."""
    program, results = [], []
    for line in response.split("\n"):
        if line.startswith("####"):
            break
        found = re.fullmatch(r"(-?[\d./]+) ([-+*/]) (-?[\d./]+) = (-?[\d./]+)", line.strip())
        if not found:
            return None
        tokens = [name(found[side], values, results) for side in (1, 3)]
        if None in tokens:
            return None
        program += ([";"] if program else []) + [tokens[0], found[2], tokens[1]]
        try:
            results.append(Fraction(found[4]))
        except (ValueError, ZeroDivisionError):
            return None
    return program or None


def name(text, values, results):
    """What a number is: the last result first, then the statement's numbers, then constants."""
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None
    if results and results[-1] == value:
        return f"R{len(results) - 1}"
    if value in values:
        return f"N{values.index(value)}"
    if value in results:
        return f"R{results.index(value)}"
    return next((f"C{one}" for one in CONSTANTS if Fraction(one) == value), None)


def same(one, other, values, draws=5):
    """Whether two programs agree on redrawn numbers, and not only on those of the problem."""
    import random

    draw = random.Random(str(values))
    agreed = 0
    for _ in range(draws * 4):
        drawn = [Fraction(draw.randint(2, 97)) for _ in values]
        left, right = evaluate(one, drawn), evaluate(other, drawn)
        if left is None or right is None:
            continue
        if left[-1][3] != right[-1][3]:
            return False
        agreed += 1
        if agreed == draws:
            return True
    return one == other
