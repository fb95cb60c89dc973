"""Answers of the shipped families, worked out again in another way than their files do.

Reads one JSON object a line, {"name": family or family+extension, "values": {slot: text}}, and prints
the answer of each as an exact fraction, or "?" for a name that is not known. The programs count, try
out, simulate or use another theorem; none of them shares a formula with the family.
"""

import itertools
import json
import math
import sys
from fractions import Fraction as F

class Slots(dict):
    """The slots of one variant: v.x is exact, and an int where it is whole."""

    def __getattr__(self, name):
        value = self[name]
        return int(value) if isinstance(value, F) and value.denominator == 1 else value

def first(numbers, holds):
    """The first of the numbers for which the condition holds."""
    return next(number for number in numbers if holds(number))

def solve(matrix, right):
    """Gauss and Jordan, exact."""
    rows = [[F(x) for x in row] + [F(b)] for row, b in zip(matrix, right)]
    size = len(rows)
    for i in range(size):
        pivot = next(j for j in range(i, size) if rows[j][i] != 0)
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for j in range(size):
            if j != i:
                rows[j] = [x - rows[j][i] * y for x, y in zip(rows[j], rows[i])]
    return [row[-1] for row in rows]

def det(matrix):
    """The sum over all permutations."""
    size, total = len(matrix), F(0)
    for order in itertools.permutations(range(size)):
        sign = (-1) ** sum(order[i] > order[j] for i in range(size) for j in range(i + 1, size))
        total += sign * math.prod(F(matrix[i][order[i]]) for i in range(size))
    return total

def times(left, right):
    return [[sum(a * b for a, b in zip(row, column)) for column in zip(*right)] for row in left]

def multiply(left, right):
    """The product of two polynomials, lowest power first."""
    out = [F(0)] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            out[i + j] += F(a) * F(b)
    return out

def value(polynomial, x):
    total = F(0)
    for factor in reversed(polynomial):
        total = total * x + factor
    return total

def derive(polynomial):
    return [i * F(a) for i, a in enumerate(polynomial)][1:]

def integral(polynomial, low, high):
    whole = [F(0)] + [F(a) / (i + 1) for i, a in enumerate(polynomial)]
    return value(whole, F(high)) - value(whole, F(low))

def spread(numbers):
    """The variance from all pairs."""
    size = len(numbers)
    return F(sum((a - b) ** 2 for a in numbers for b in numbers), 2 * size * size)

def chance(sectors, lucky, rounds, holds):
    """Counts all outcomes of the rounds."""
    ways = 0
    for hits in range(rounds + 1):
        if holds(hits):
            ways += math.comb(rounds, hits) * lucky**hits * (sectors - lucky) ** (rounds - hits)
    return F(ways, sectors**rounds)

def cafe(v):
    return solve([[v.many, v.cakes], [v.few, v.cakes]], [v.large, v.small])

def pattern(v):
    colors = ["r"] * v.red + ["b"] * v.blue + ["w"] * v.white
    return sum(colors[i % len(colors)] == "r" for i in range(v.beads))

def remainder(v, skip=0):
    fits = (n for n in itertools.count() if n % v.m == v.a and n % v.n == v.b)
    return next(itertools.islice(fits, skip, None))

def power_digit(base, exponent):
    digit = 1
    for _ in range(exponent):
        digit = digit * base % 10
    return digit

def groups(total, size):
    return total - total // size * size

def cube(v):
    return [v.e, -v.c, v.b, v.a]

def square_product(v):
    linear = [v.b, v.a]
    return multiply(multiply(linear, linear), [v.e, v.c])

def box(side):
    """The best whole cut of a sheet whose side is a multiple of 6."""
    return max((side - 2 * x) ** 2 * x for x in range(1, side // 2))

def best_cut(side):
    return max(range(1, side // 2), key=lambda x: (side - 2 * x) ** 2 * x)

def matrix(v):
    return [[v.a, v.b], [v.c, v.e]]

def rows3(v):
    return [[v.a, v.b, v.c], [v.e, v.f, v.g], [v.h, v.k, v.m]]

def inverse(m):
    columns = [solve(m, [int(i == j) for i in range(len(m))]) for j in range(len(m))]
    return [list(row) for row in zip(*columns)]

def equal_after(v):
    high, low, hours = v.high, v.low, 0
    while high > low:
        high, low, hours = high - v.draining, low + v.filling, hours + 1
    return hours, high

def guests(shakes):
    return first(itertools.count(1), lambda n: sum(range(n)) == shakes)

def deposits(v, count):
    row = [v.first]
    while len(row) < count:
        row.append(row[-1] + v.more)
    return row

def term(v, place):
    step = F(v.high - v.low, v.j - v.i)
    return v.low + (place - v.i) * step

def letters(v):
    row = [v.first]
    while len(row) < v.rounds:
        row.append(row[-1] * v.factor)
    return row

def cells(v):
    count, clock = v.start, 0
    while clock < v.time:
        count, clock = count * 2, clock + v.period
    return count

def points(v, bonus=0):
    return [v.x + bonus] * v.n + [v.y] * v.m

def mean(numbers):
    return F(sum(numbers), 1) / len(numbers)

def gone(v):
    return v.old * v.n - v.new * (v.n - 1)

def multiples(v):
    return sum(number % v.k == 0 for number in range(1, v.n + 1))

def raffle(v):
    wins = [v.big] + [v.small] * v.smalls
    wins += [0] * (v.tickets - len(wins))
    return mean(wins)

def outfits(v, forbidden=False):
    total = 0
    for shirt in range(v.shirts):
        for trousers in range(v.pants):
            for hat in range(v.hats + 1):
                total += not (forbidden and shirt == 0 and trousers == 0 and hat > 0)
    return total

def codes(v):
    pairs = sum(1 for _ in itertools.permutations(range(v.letters), 2))
    return pairs * sum(1 for _ in itertools.product(range(v.digits), repeat=3))

def committees(v, holds=lambda pair, man, chair: True):
    total = 0
    for pair in itertools.combinations(range(v.women), 2):
        for man in range(v.men):
            total += sum(holds(pair, man, chair) for chair in range(3))
    return total

def divisors(p, a, q, b):
    return sum(1 for _ in itertools.product(range(a + 1), range(b + 1)))

def handed_out(v, fewer=0):
    return v.bowl - (v.bowl // v.guests - fewer) * v.guests

def watch(v, days):
    return v.start - F(v.loses * 24 * days, 60)

def area(points):
    """Pick one side as base and cut the triangle at the middle corner."""
    (x1, y1), (x2, y2), (x3, y3) = points
    return abs(F((x1 + x2) * (y2 - y1) + (x2 + x3) * (y3 - y2) + (x3 + x1) * (y1 - y3), 2))

def corners(v, k=1):
    return [(k * v.x1, k * v.y1), (k * v.x2, k * v.y2), (k * v.x3, k * v.y3)]

def days_left(v):
    store, days = v.people * v.days, 0
    store -= v.people * v.gone
    while store >= v.people + v.joined:
        store, days = store - v.people - v.joined, days + 1
    return days

def collection(v):
    second = sum([v.own] * v.times) - v.less
    return v.own, second, F(v.own + second, 2)

def pocket(v):
    return F(v.rest) / ((1 - v.first) * (1 - v.second))

def third_angle(v):
    return 180 - v.alpha - v.beta

def clock(v):
    minutes, at = 0, v.h1 * 60 + v.m1
    while at % 1440 != v.h2 * 60 + v.m2:
        at, minutes = at + 1, minutes + 1
    return minutes

def cutoff(v):
    return first(range(1, 10_000), lambda n: v.low_fee + v.dear * n == v.high_fee + v.cheap * n)

def ladder(v):
    return math.isqrt(v.ladder**2 - v.foot**2)

def meeting(v, wait=0):
    """Times and places as the solution of two equations: x = v1 t and x = distance - v2 (t - wait)."""
    return solve([[1, -F(v.v1)], [1, F(v.v2)]], [0, F(v.distance) + v.v2 * F(wait)])

def parts(v):
    share = F(v.gap, v.p - v.w)
    return [v.p * share, v.q * share, v.w * share]

def net(v):
    return F(v.gross) / (1 + F(v.tax, 100))

def school(v):
    return F(v.pupils) - F(v.pupils * v.bike, 100) - F(v.pupils * v.bus, 100)

def final_price(v):
    return v.price * (1 + F(v.up, 100)) * (1 - F(v.down, 100))

def turns_together(v):
    return first(itertools.count(1), lambda n: n * v.large % v.small == 0)

def tariff(v):
    return solve([[1, v.near], [1, v.far]], [v.first, v.second])

def width(v):
    return first(itertools.count(1), lambda x: x * (x + v.gap) == v.area)

def roots(v):
    return [x for x in range(1, v.sum) if x * x - v.sum * x + v.product == 0]

def k_of(v):
    return first(range(0, 10**6), lambda k: v.a * v.t**3 - k * v.t + v.c == v.rest)

def lowest(v, raised=0):
    return min((v.a * x * x - v.b * x + v.c + raised, x) for x in range(0, 60))

def top(v):
    curve = [v.drop, v.speed, -5]
    return first((F(t, 20) for t in range(400)), lambda t: value(derive(curve), t) == 0), curve

def tangent(v):
    curve = [v.c, v.b, v.a]
    slope, height = value(derive(curve), v.t), value(curve, v.t)
    return lambda x: height + slope * (x - v.t)

PROGRAMS = {
    "systems/cafe-orders": lambda v: cafe(v)[0],
    "systems/cafe-orders+other-price": lambda v: cafe(v)[1],
    "systems/cafe-orders+larger-order": lambda v: cafe(v)[0] * v.cups,
    "systems/rope": lambda v: solve([[1, 1], [1, -v.times]], [v.total, 0])[0],
    "systems/rope+difference": lambda v: (lambda s: s[0] - s[1])(solve([[1, 1], [1, -v.times]], [v.total, 0])),
    "systems/rope+price": lambda v: solve([[1, 1], [1, -v.times]], [v.total, 0])[0] * v.cost,
    "systems/three-scales": lambda v: solve([[1, 1, 0], [0, 1, 1], [1, 0, 1]], [v.ab, v.bc, v.ac])[0],
    "systems/three-scales+postage": lambda v: solve(
        [[1, 1, 0], [0, 1, 1], [1, 0, 1]], [v.ab, v.bc, v.ac])[0] * v.fee,
    "systems/three-scales+fourth": lambda v: sum(
        solve([[1, 1, 0], [0, 1, 1], [1, 0, 1]], [v.ab, v.bc, v.ac])) + v.fourth,
    "systems/elimination": lambda v: solve([[v.p, v.q], [v.u, v.v]], [v.m, v.n])[0],
    "systems/elimination+second-unknown": lambda v: solve([[v.p, v.q], [v.u, v.v]], [v.m, v.n])[1],
    "systems/elimination+combination": lambda v: sum(
        a * b for a, b in zip([v.k + v.p, v.q], solve([[v.p, v.q], [v.u, v.v]], [v.m, v.n]))),
    "systems/coffee-blend": lambda v: solve([[1, 1], [v.cheap, v.dear]], [v.total, v.total * v.mean])[1],
    "systems/coffee-blend+cheap-part": lambda v: abs(
        (lambda s: s[0] - s[1])(solve([[1, 1], [v.cheap, v.dear]], [v.total, v.total * v.mean]))),
    "systems/coffee-blend+bags": lambda v: solve(
        [[1, 1], [v.cheap, v.dear]], [v.total, v.total * v.mean])[1] / v.bag,
    "modular/night-train": lambda v: list(itertools.islice(itertools.cycle(range(24)), v.start + v.hours + 1))[-1],
    "modular/night-train+way-back": lambda v: list(
        itertools.islice(itertools.cycle(range(24)), v.start + v.hours + v.stay + 1))[-1],
    "modular/night-train+whole-days": lambda v: first(range(1, 25), lambda n: (v.start + v.hours + n) % 24 == 0),
    "modular/bead-pattern": pattern,
    "modular/bead-pattern+others": lambda v: v.beads - pattern(v),
    "modular/bead-pattern+price": lambda v: pattern(v) * v.cent,
    "modular/last-digit": lambda v: power_digit(v.base, v.exponent),
    "modular/last-digit+sum": lambda v: int(str(v.base**v.exponent + v.other)[-1]),
    "modular/last-digit+next": lambda v: power_digit(v.base, v.exponent + 1),
    "modular/egg-baskets": remainder,
    "modular/egg-baskets+next": lambda v: remainder(v, 1),
    "modular/egg-baskets+several": lambda v: sum([remainder(v)] * v.k),
    "modular/big-product": lambda v: groups(v.first * v.second, v.m),
    "modular/big-product+more": lambda v: groups(v.first * v.second + v.third, v.m),
    "modular/big-product+missing": lambda v: first(range(v.m), lambda n: (v.first * v.second + n) % v.m == 0),
    "polynomials/cubic-value": lambda v: value(cube(v), v.t),
    "polynomials/cubic-value+minus": lambda v: value(cube(v), v.t) * v.k,
    "polynomials/cubic-value+opposite": lambda v: value(cube(v), -v.t),
    "polynomials/square-product": lambda v: square_product(v)[2],
    "polynomials/square-product+linear": lambda v: square_product(v)[1],
    "polynomials/square-product+sum": lambda v: sum(square_product(v)),
    "polynomials/unknown-coefficient": k_of,
    "polynomials/unknown-coefficient+other-value": lambda v: value([v.c, -k_of(v), 0, v.a], v.u),
    "polynomials/unknown-coefficient+scaled": lambda v: k_of(v) * v.m,
    "polynomials/roots": lambda v: sum(x**2 for x in roots(v)),
    "polynomials/roots+cubes": lambda v: sum(x**3 for x in roots(v)),
    "polynomials/roots+distance": lambda v: max(roots(v)) - min(roots(v)),
    "functions/number-machine": lambda v: (lambda f: f(f(v.start)))(lambda x: x * v.factor + v.plus),
    "functions/number-machine+third": lambda v: F((lambda f: f(f(v.start)))(lambda x: x * v.factor + v.plus), v.k),
    "functions/number-machine+growth": lambda v: (lambda f: f(f(v.start)) - v.start)(lambda x: x * v.factor + v.plus),
    "functions/composition": lambda v: (lambda x: v.a * x + v.b)(v.t * v.t - v.c),
    "functions/composition+turned": lambda v: (lambda x: x * x - v.c)(v.a * v.t + v.b),
    "functions/composition+scaled": lambda v: v.k * (lambda x: v.a * x + v.b)(v.t * v.t - v.c),
    "functions/inverse": lambda v: first(itertools.count(), lambda x: v.a * x + v.b == v.y * v.c),
    "functions/inverse+other-output": lambda v: sum(
        first(itertools.count(), lambda x: v.a * x + v.b == y * v.c) for y in (v.y, v.z)),
    "functions/inverse+check": lambda v: v.k * first(itertools.count(), lambda x: v.a * x + v.b == v.y * v.c),
    "functions/tariff": lambda v: (lambda s: s[0] + s[1] * v.ask)(tariff(v)),
    "functions/tariff+round": lambda v: (lambda s: s[0] + s[1] * v.ask)(tariff(v)) + v.tip,
    "functions/tariff+base": lambda v: (lambda s: 2 * s[0] + s[1] * v.ask)(tariff(v)),
    "functions/lowest-point": lambda v: lowest(v)[0],
    "functions/lowest-point+place": lambda v: sum(lowest(v)),
    "functions/lowest-point+discriminant": lambda v: lowest(v, v.k)[0],
    "calculus/slope-at-point": lambda v: value(derive([0, -v.c, v.b, v.a]), v.t),
    "calculus/slope-at-point+second-derivative": lambda v: value(derive(derive([0, -v.c, v.b, v.a])), v.t),
    "calculus/slope-at-point+two-places": lambda v: value(derive([0, -v.c, v.b, v.a]), v.u)
    - value(derive([0, -v.c, v.b, v.a]), v.t),
    "calculus/tangent-line": lambda v: tangent(v)(0),
    "calculus/tangent-line+value-ahead": lambda v: tangent(v)(v.u),
    "calculus/tangent-line+gap": lambda v: value([v.c, v.b, v.a], v.v) - tangent(v)(v.v),
    "calculus/thrown-ball": lambda v: value(top(v)[1], top(v)[0]),
    "calculus/thrown-ball+later": lambda v: value(top(v)[1], top(v)[0] + v.extra),
    "calculus/thrown-ball+time": lambda v: top(v)[0] * v.slow,
    "calculus/area-under-curve": lambda v: integral([0, v.b, v.lead], 0, v.p),
    "calculus/area-under-curve+mean": lambda v: integral([0, v.b, v.lead], 0, v.p) / v.p,
    "calculus/area-under-curve+part": lambda v: integral([0, v.b, v.lead], v.p, v.q),
    "calculus/open-box": lambda v: box(v.side),
    "calculus/open-box+sand": lambda v: box(v.side) * v.weight,
    "calculus/open-box+material": lambda v: v.side**2 - box(v.side) // best_cut(v.side) - 4 * best_cut(v.side)
    * (v.side - 2 * best_cut(v.side)),
    "calculus/open-box+larger": lambda v: sum([box(v.side)] * v.wide),
    "calculus/between-curves": lambda v: integral([0, v.slope, -v.lead], 0, F(v.slope, v.lead)),
    "calculus/between-curves+widest": lambda v: max(
        value([0, v.slope, -v.lead], F(x, 2)) for x in range(2 * v.slope // v.lead + 1)),
    "calculus/between-curves+scaled": lambda v: v.k * integral([0, v.slope, -v.lead], 0, F(v.slope, v.lead)),
    "matrices/determinant": lambda v: det(matrix(v)),
    "matrices/determinant+scaled": lambda v: det([[v.k * v.a, v.k * v.b], [v.c, v.e]]),
    "matrices/determinant+squared": lambda v: det(times(matrix(v), matrix(v))),
    "matrices/orders": lambda v: sum(row[0] for row in times([[v.p1, v.q1], [v.p2, v.q2]], [[v.x], [v.y]])),
    "matrices/orders+difference": lambda v: abs(
        times([[1, -1]], times([[v.p1, v.q1], [v.p2, v.q2]], [[v.x], [v.y]]))[0][0]),
    "matrices/orders+rise": lambda v: sum(
        row[0] for row in times([[v.p1, v.q1], [v.p2, v.q2]], [[v.x + v.up], [v.y]])),
    "matrices/square-trace": lambda v: (lambda m: m[0][0] + m[1][1])(times(matrix(v), matrix(v))),
    "matrices/square-trace+corner": lambda v: times(matrix(v), matrix(v))[0][1],
    "matrices/square-trace+determinant": lambda v: det(times(matrix(v), matrix(v))) + v.a + v.e,
    "matrices/inverse-entry": lambda v: inverse(matrix(v))[0][0],
    "matrices/inverse-entry+trace": lambda v: inverse(matrix(v))[0][0] + inverse(matrix(v))[1][1],
    "matrices/inverse-entry+scaled": lambda v: inverse([[v.k * x for x in row] for row in matrix(v)])[0][0],
    "matrices/three-by-three": lambda v: det(rows3(v)),
    "matrices/three-by-three+volume": lambda v: abs(det(rows3(v))) / 6,
    "matrices/three-by-three+row-doubled": lambda v: det(rows3(v)[:2] + [[v.times * x for x in rows3(v)[2]]]),
    "equations/thought-number": lambda v: first(itertools.count(), lambda x: v.times * x + v.plus == v.result),
    "equations/thought-number+second": lambda v: first(
        itertools.count(), lambda x: v.times * x - v.less == v.result),
    "equations/thought-number+square": lambda v: first(
        itertools.count(), lambda x: v.times * x + v.plus == v.result) ** 2,
    "equations/two-tanks": lambda v: equal_after(v)[0],
    "equations/two-tanks+level": lambda v: equal_after(v)[1],
    "equations/two-tanks+empty": lambda v: sum([v.slow] * equal_after(v)[0]),
    "equations/garden-sides": width,
    "equations/garden-sides+around": lambda v: 2 * width(v) + 2 * (width(v) + v.gap),
    "equations/garden-sides+square": lambda v: v.area - width(v) ** 2,
    "equations/handshakes": lambda v: guests(v.shakes),
    "equations/handshakes+more": lambda v: sum(range(guests(v.shakes) + v.extra)) - v.shakes,
    "equations/handshakes+share": lambda v: len(range(1, guests(v.shakes))),
    "sequences/saving-plan": lambda v: deposits(v, v.month)[-1],
    "sequences/saving-plan+total": lambda v: sum(deposits(v, v.month)),
    "sequences/saving-plan+reach": lambda v: deposits(v, v.month + v.later)[-1],
    "sequences/doubling": cells,
    "sequences/doubling+earlier": lambda v: v.start * 2 ** (v.time // v.period - v.back),
    "sequences/doubling+dishes": lambda v: len(range(0, cells(v), v.per)),
    "sequences/chain-letter": lambda v: sum(letters(v)),
    "sequences/chain-letter+last": lambda v: letters(v)[-1],
    "sequences/chain-letter+compare": lambda v: letters(v)[-1] - sum(letters(v)[:-1]),
    "sequences/two-known-terms": lambda v: term(v, v.k),
    "sequences/two-known-terms+first": lambda v: term(v, 1),
    "sequences/two-known-terms+sum": lambda v: term(v, v.i) + term(v, v.j) + term(v, v.k),
    "statistics/week-of-steps": lambda v: mean([v.a, v.b, v.c, v.e, v.f]),
    "statistics/week-of-steps+range": lambda v: (lambda s: s[-1] - s[0])(sorted([v.a, v.b, v.c, v.e, v.f])),
    "statistics/week-of-steps+sixth": lambda v: first(
        range(1000), lambda x: mean([v.a, v.b, v.c, v.e, v.f, x]) == mean([v.a, v.b, v.c, v.e, v.f]) + v.up),
    "statistics/two-classes": lambda v: mean(points(v)),
    "statistics/two-classes+bonus": lambda v: mean(points(v, v.bonus)),
    "statistics/two-classes+gap": lambda v: abs(mean(points(v)) - v.x),
    "statistics/left-the-group": lambda v: first(
        range(400), lambda x: F(v.n * v.old - x, v.n - 1) == v.new),
    "statistics/left-the-group+newcomer": lambda v: v.old + F(v.tall - gone(v), v.n),
    "statistics/left-the-group+double": lambda v: abs(gone(v) - v.new),
    "statistics/spread": lambda v: spread([v.x1, v.x2, v.x3, v.x4]),
    "statistics/spread+scaled": lambda v: spread([v.k * x for x in (v.x1, v.x2, v.x3, v.x4)]),
    "statistics/spread+with-mean": lambda v: spread(
        [v.x1, v.x2, v.x3, v.x4, mean([v.x1, v.x2, v.x3, v.x4])]),
    "probability/numbered-cards": lambda v: F(multiples(v), v.n),
    "probability/numbered-cards+not": lambda v: F(sum(x % v.k > 0 for x in range(1, v.n + 1)), v.n),
    "probability/numbered-cards+twice": lambda v: F(
        sum(x % v.k == 0 and y % v.k == 0 for x in range(1, v.n + 1) for y in range(1, v.n + 1)), v.n**2),
    "probability/two-archers": lambda v: sum(
        (v.p if a else 1 - v.p) * (v.q if b else 1 - v.q) for a in (0, 1) for b in (0, 1) if a + b == 1),
    "probability/two-archers+none": lambda v: sum(
        (v.p if a else 1 - v.p) * (v.q if b else 1 - v.q) for a in (0, 1) for b in (0, 1) if a + b > 0),
    "probability/two-archers+given": lambda v: sum(
        (a + b - 1) * (v.p if a else 1 - v.p) * (v.q if b else 1 - v.q) for a in (0, 1) for b in (0, 1)),
    "probability/raffle": lambda v: v.price - raffle(v),
    "probability/raffle+fair": raffle,
    "probability/raffle+many": lambda v: (v.price - raffle(v)) * v.tries,
    "probability/lucky-spins": lambda v: chance(v.sectors, v.lucky, v.rounds, lambda hits: hits > 0),
    "probability/lucky-spins+exactly-one": lambda v: chance(v.sectors, v.lucky, v.rounds, lambda hits: hits == 1),
    "probability/lucky-spins+all": lambda v: chance(v.sectors, v.lucky, v.rounds, lambda hits: hits == v.rounds),
    "counting/outfits": outfits,
    "counting/outfits+shoes": lambda v: sum([outfits(v)] * v.shoes),
    "counting/outfits+forbidden": lambda v: outfits(v, True),
    "counting/door-codes": codes,
    "counting/door-codes+swapped": lambda v: codes(v) + codes(v),
    "counting/door-codes+hours": lambda v: len(range(0, codes(v), v.day)),
    "counting/committee": committees,
    "counting/committee+couple": lambda v: committees(v, lambda pair, man, chair: not (0 in pair and man == 0)),
    "counting/committee+woman-leads": lambda v: committees(v, lambda pair, man, chair: chair < 2),
    "number-theory/sharing-out": lambda v: first(range(1, 99), lambda n: (v.bowl + n) % v.guests == 0),
    "number-theory/sharing-out+eaten": lambda v: handed_out(v, 1),
    "number-theory/sharing-out+double": lambda v: groups(2 * v.bowl, v.guests),
    "number-theory/divisors": lambda v: divisors(v.p, v.a, v.q, v.b),
    "number-theory/divisors+multiples": lambda v: sum(
        i > 0 for i, _ in itertools.product(range(v.a + 1), range(v.b + 1))),
    "number-theory/divisors+squared": lambda v: divisors(v.p, 2 * v.a, v.q, 2 * v.b),
    "arithmetic/expedition": days_left,
    "arithmetic/expedition+shorter": lambda v: v.days - v.gone - days_left(v),
    "arithmetic/expedition+half": lambda v: (v.people + v.joined) * (v.days - days_left(v)),
    "arithmetic/collections": lambda v: sum(collection(v)),
    "arithmetic/collections+shared": lambda v: sum(collection(v)) / v.albums,
    "arithmetic/collections+gap": lambda v: collection(v)[1] - collection(v)[0],
    "fractions/garden-bed": lambda v: v.area - F(v.area, v.m) - F(v.area, v.n),
    "fractions/garden-bed+cost": lambda v: (v.area - F(v.area, v.m) - F(v.area, v.n)) * v.price,
    "fractions/garden-bed+difference": lambda v: abs(F(v.area, v.m) - F(v.area, v.n)),
    "fractions/bottles": lambda v: first(itertools.count(), lambda n: v.spilled + n * v.glass == v.volume),
    "fractions/bottles+half-size": lambda v: first(
        itertools.count(), lambda n: v.spilled + n * v.glass / 2 == v.volume),
    "fractions/bottles+price": lambda v: v.price * first(
        itertools.count(), lambda n: v.spilled + n * v.glass == v.volume),
    "fractions/pocket-money": pocket,
    "fractions/pocket-money+spent": lambda v: pocket(v) - v.rest,
    "fractions/pocket-money+first-part": lambda v: abs(
        v.first * pocket(v) - v.second * (pocket(v) - v.first * pocket(v))),
    "percent/school-way": school,
    "percent/school-way+gap": lambda v: abs(F(v.pupils * v.bike, 100) - F(v.pupils * v.bus, 100)),
    "percent/school-way+rain": lambda v: school(v) * (1 - F(v.switch, 100)),
    "percent/up-and-down": final_price,
    "percent/up-and-down+percent": lambda v: abs(final_price(v) - v.price) / v.price * 100,
    "percent/up-and-down+several": lambda v: sum([final_price(v)] * v.m),
    "percent/before-tax": lambda v: v.gross - net(v),
    "percent/before-tax+net": lambda v: net(v) + net(v),
    "percent/before-tax+free": lambda v: net(v) * (1 + F(v.new_tax, 100)),
    "ratio/map-scale": lambda v: F(v.length) / 100_000 * v.scale,
    "ratio/map-scale+time": lambda v: F(v.length) / 100_000 * v.scale * 60 / v.speed,
    "ratio/map-scale+other-map": lambda v: F(v.length) / (F(v.coarse) / v.scale),
    "ratio/gears": lambda v: first(itertools.count(), lambda n: n * v.large == v.small * v.turns),
    "ratio/gears+together": turns_together,
    "ratio/gears+speed": lambda v: F(v.small * v.turns, v.large) * F(60, v.seconds),
    "ratio/prize-shares": lambda v: sum(parts(v)),
    "ratio/prize-shares+middle": lambda v: parts(v)[1],
    "ratio/prize-shares+equal": lambda v: abs(mean(parts(v)) - parts(v)[0]),
    "rates/bottling": lambda v: F(v.made, v.t1) * v.t2,
    "rates/bottling+need": lambda v: F(v.wanted) / F(v.made, v.t1),
    "rates/bottling+two": lambda v: (F(v.made, v.t1) + v.second) * v.t2,
    "rates/meeting-halfway": lambda v: meeting(v)[0],
    "rates/meeting-halfway+later": lambda v: meeting(v, v.wait)[1],
    "rates/meeting-halfway+gap": lambda v: meeting(v)[0] - (v.distance - meeting(v)[0]),
    "rates/two-painters": lambda v: F(v.a * v.b, v.a + v.b),
    "rates/two-painters+first-leaves": lambda v: (1 - F(v.hours) / v.a) * v.b - v.hours,
    "rates/two-painters+minutes": lambda v: F(60 * v.a * v.b, v.a + v.b),
    "money/two-plans": cutoff,
    "money/two-plans+cost": lambda v: v.high_fee + v.cheap * cutoff(v),
    "money/two-plans+beyond": lambda v: abs(
        v.low_fee + v.dear * (cutoff(v) + v.more) - v.high_fee - v.cheap * (cutoff(v) + v.more)),
    "money/exchange": lambda v: v.dollars - v.fee - F(v.spent, v.rate),
    "money/exchange+cost": lambda v: v.fee + F(v.spent, v.rate),
    "money/exchange+second": lambda v: (v.dollars - v.fee - F(v.spent, v.rate)) * v.new_rate,
    "time/holiday-hours": lambda v: sum(24 for _ in range(7) for _ in range(v.weeks)) + 24 * v.days,
    "time/holiday-hours+asleep": lambda v: (24 - v.sleep) * (7 * v.weeks + v.days),
    "time/holiday-hours+over": lambda v: 168 * v.weeks + 24 * v.days - v.gone,
    "time/overnight": clock,
    "time/overnight+breaks": lambda v: clock(v) - sum([v.pause] * v.n),
    "time/overnight+nights": lambda v: F(sum([clock(v)] * v.nights), 60),
    "time/slow-watch": lambda v: watch(v, v.days),
    "time/slow-watch+right": lambda v: F(v.start) / (F(v.loses, 60) * 24),
    "time/slow-watch+two": lambda v: abs(watch(v, 2 * v.days)),
    "geometry/triangle-angles": lambda v: abs(180 - 2 * third_angle(v)),
    "geometry/triangle-angles+halves": lambda v: 90 + F(third_angle(v), 2),
    "geometry/triangle-angles+largest": lambda v: (lambda s: s[2] - s[0])(
        sorted([v.alpha, v.beta, third_angle(v)])),
    "geometry/shadow": lambda v: F(v.shadow) * v.stick / v.stick_shadow,
    "geometry/shadow+later": lambda v: F(v.shadow) * (v.longer - 1),
    "geometry/shadow+difference": lambda v: F(v.shadow) * v.stick / v.stick_shadow * 100 - v.stick,
    "geometry/ladder": ladder,
    "geometry/ladder+around": lambda v: ladder(v) + v.ladder + v.foot,
    "geometry/ladder+area": lambda v: area([(0, 0), (v.foot, 0), (0, ladder(v))]),
    "geometry/corner-triangle": lambda v: area(corners(v)),
    "geometry/corner-triangle+fourth": lambda v: area(corners(v)) + area(corners(v)),
    "geometry/corner-triangle+stretched": lambda v: area(corners(v, v.k)),
}

def answer(row):
    program = PROGRAMS.get(row["name"])
    if program is None:
        return "?"
    values = Slots()
    for name, text in row["values"].items():
        try:
            values[name] = F(text)
        except ValueError:
            values[name] = text
    return str(F(program(values)))

if __name__ == "__main__":
    for line in sys.stdin:
        print(answer(json.loads(line)))
