import LyditeMath

/// The answers of the shipped families, worked out again in another way than their files do: by
/// loops, by counting cases, or by another formula.
enum IndependentAnswers {
    typealias Values = [String: Rational]
    typealias Answer = @Sendable (Values) -> Rational

    /// By family id, and by `id+extension`.
    static let all: [String: Answer] = [
        "money/change": { v in v.r("note") - repeated(v.i("n"), v.r("price")) },
        "money/change+second-purchase": { v in
            v.r("note") - repeated(v.i("n"), v.r("price")) - repeated(v.i("m"), v.r("sweet"))
        },
        "money/ticket-sales": { v in tickets(v) },
        "money/ticket-sales+hall": { v in tickets(v) - v.r("rent") },
        "arithmetic/boxes": { v in repeated(v.i("boxes"), v.r("each")) + v.r("loose") - v.r("given")
        },
        "arithmetic/boxes+bags": { v in
            shares(repeated(v.i("boxes"), v.r("each")) + v.r("loose") - v.r("given"), v.i("bags"))
        },
        "arithmetic/bake-sale": { v in packs(v) },
        "arithmetic/bake-sale+sale": { v in repeated(packs(v).intValue!, v.r("price")) },
        "percent/discount": { v in reduced(v) + v.r("fee") },
        "percent/discount+several": { v in repeated(v.i("m"), reduced(v)) + v.r("fee") },
        "percent/quiz-score": { v in score(v) },
        "percent/quiz-score+bonus": { v in score(v) + v.r("bonus") },
        "ratio/paint": { v in white(v) },
        "ratio/paint+cost": { v in repeated(white(v).intValue!, v.r("price")) },
        "ratio/recipe": { v in missing(v) },
        "ratio/recipe+cost": { v in over(missing(v), 1000) * v.r("price") },
        "rates/trip": { v in over(way(v), v.i("h1") + v.i("h2")) },
        "rates/trip+break": { v in over(way(v), v.i("h1") + v.i("h2") + v.i("pause")) },
        "rates/two-taps": { v in filling(v) },
        "rates/two-taps+second-tank": { v in repeated(v.i("tanks"), filling(v)) + v.r("setup") },
        "time/workshop": { v in workshop(v) },
        "time/workshop+walk-home": { v in v.r("bedtime") - v.r("walk") - workshop(v) },
        "geometry/fence": { v in fence(v) },
        "geometry/fence+gate-price": { v in fence(v) + v.r("door") },
        "geometry/path": { v in Rational(pathCells(v)) },
        "geometry/path+cost": { v in repeated(pathCells(v), v.r("price")) },
        "geometry/box-volume": { v in water(v) },
        "geometry/box-volume+filling-time": { v in over(water(v), v.i("pump")) },
        "fractions/book": { v in unread(v) },
        "fractions/book+days": { v in shares(unread(v), v.i("days")) },
        "number-theory/bunches": { v in bunch(v) },
        "number-theory/bunches+price": { v in bunch(v) * v.r("price") },
        "number-theory/buses": { v in Rational(departures(v)) },
        "number-theory/buses+days": { v in Rational(departures(v) * v.i("days")) },
        "sequences/seats": { v in Rational(seats(v)) },
        "sequences/seats+tickets": { v in Rational((seats(v) - v.i("empty")) * v.i("price")) },
        "counting/menu": { v in Rational(menus(v)) },
        "counting/menu+drink": { v in Rational(menus(v) * v.i("drinks")) },
        "counting/tournament": { v in Rational(games(v)) },
        "counting/tournament+tables": { v in
            shares(Rational(games(v)), v.i("tables")) * v.r("length")
        },
        "statistics/target-mean": { v in fourth(v) },
        "statistics/target-mean+fifth-test": { v in
            over(v.r("a") + v.r("b") + v.r("c") + fourth(v) + v.r("fifth"), 5)
        },
        "equations/farm": { v in Rational(birds(v)) },
        "equations/farm+eggs": { v in Rational(birds(v) * v.i("eggs")) },
        "equations/ages": { v in Rational(ages(v).elder + v.i("years")) },
        "equations/ages+joint": { v in
            Rational(ages(v).elder + ages(v).younger + 2 * v.i("years"))
        },
        "probability/two-draws": { v in bothRed(v) },
        "probability/two-draws+not-both": { v in Rational(1) - bothRed(v) },
    ]

    private static func repeated(_ count: Int, _ value: Rational) -> Rational {
        (0..<count).reduce(Rational(0)) { sum, _ in sum + value }
    }

    private static func over(_ value: Rational, _ divisor: Int) -> Rational {
        value * Rational(numerator: 1, denominator: divisor)!
    }

    /// How often `count` can be taken off, which must leave nothing.
    private static func shares(_ value: Rational, _ count: Int) -> Rational {
        var (left, share) = (value.intValue!, 0)
        while left > 0 { (left, share) = (left - count, share + 1) }
        return left == 0 ? Rational(share) : Rational(-1)
    }

    private static func tickets(_ v: Values) -> Rational {
        repeated(v.i("adults"), v.r("full")) + repeated(v.i("children"), v.r("full") - v.r("cut"))
    }

    private static func packs(_ v: Values) -> Rational {
        var good = -v.i("burnt")
        for _ in 0..<v.i("trays") { for _ in 0..<v.i("rows") { good += v.i("across") } }
        return shares(Rational(good), v.i("pack"))
    }

    private static func reduced(_ v: Values) -> Rational {
        over(v.r("price"), 100) * Rational(100 - v.i("off"))
    }

    private static func score(_ v: Values) -> Rational {
        Rational(100) - over(Rational(100 * v.i("missed")), v.i("first") + v.i("second"))
    }

    private static func white(_ v: Values) -> Rational {
        var (made, white) = (0, 0)
        while made < v.i("total") {
            made += v.i("a") + v.i("b")
            white += v.i("b")
        }
        return Rational(white)
    }

    private static func missing(_ v: Values) -> Rational {
        over(v.r("grams") * v.r("guests"), v.i("base")) - v.r("has")
    }

    private static func way(_ v: Values) -> Rational {
        repeated(v.i("h1"), v.r("v1")) + repeated(v.i("h2"), v.r("v2"))
    }

    private static func filling(_ v: Values) -> Rational {
        var (level, minutes) = (0, 0)
        while level < v.i("volume") {
            level += v.i("hot") + v.i("cold") - v.i("leak")
            minutes += 1
        }
        return level == v.i("volume") ? Rational(minutes) : Rational(-1)
    }

    private static func workshop(_ v: Values) -> Rational {
        var clock = 60 * v.i("hour") + v.i("minute")
        for part in 1...v.i("parts") {
            clock += v.i("length")
            if part < v.i("parts") { clock += v.i("pause") }
        }
        return Rational(clock)
    }

    private static func fence(_ v: Values) -> Rational {
        Rational(
            (v.i("long") + v.i("wide") + v.i("long") + v.i("wide") - v.i("gate")) * v.i("price"))
    }

    /// Counts the unit squares that are not pool.
    private static func pathCells(_ v: Values) -> Int {
        let (long, wide, border) = (v.i("long"), v.i("wide"), v.i("border"))
        var cells = 0
        for x in -border..<(long + border) {
            for y in -border..<(wide + border) where !((0..<long) ~= x && (0..<wide) ~= y) {
                cells += 1
            }
        }
        return cells
    }

    /// In decimeters, whose cubes are liters.
    private static func water(_ v: Values) -> Rational {
        over(v.r("long"), 10) * over(v.r("wide"), 10) * over(v.r("high") - v.r("free"), 10)
            - v.r("stones")
    }

    private static func unread(_ v: Values) -> Rational {
        let (one, first, second) = (Rational(1), v.r("first"), v.r("second"))
        return v.r("pages") * (one - first - second + first * second)
    }

    private static func bunch(_ v: Values) -> Rational {
        let (x, y) = (v.i("x"), v.i("y"))
        let most = (1...min(x, y)).last { x % $0 == 0 && y % $0 == 0 }!
        return Rational((x + y) / most)
    }

    private static func departures(_ v: Values) -> Int {
        (0...v.i("span")).count { $0 % v.i("a") == 0 && $0 % v.i("b") == 0 }
    }

    private static func seats(_ v: Values) -> Int {
        (0..<v.i("rows")).reduce(0) { $0 + v.i("start") + $1 * v.i("more") }
    }

    private static func menus(_ v: Values) -> Int {
        var pairs = 0
        for first in 0..<v.i("scoops") { pairs += v.i("scoops") - first - 1 }
        return pairs * v.i("soups") * v.i("mains")
    }

    private static func games(_ v: Values) -> Int {
        var games = v.i("finals")
        for _ in 0..<v.i("groups") {
            for player in 0..<v.i("players") { games += player * v.i("rounds") }
        }
        return games
    }

    private static func fourth(_ v: Values) -> Rational {
        ["a", "b", "c"].reduce(v.r("goal")) { $0 + v.r("goal") - v.r($1) }
    }

    private static func birds(_ v: Values) -> Int {
        (0...v.i("heads")).first { 2 * $0 + 4 * (v.i("heads") - $0) == v.i("legs") } ?? -1
    }

    private static func ages(_ v: Values) -> (elder: Int, younger: Int) {
        for younger in 0...v.i("sum") where 2 * younger + v.i("gap") == v.i("sum") {
            return (younger + v.i("gap"), younger)
        }
        return (-1, -1)
    }

    /// Counts ordered draws of two different balls.
    private static func bothRed(_ v: Values) -> Rational {
        let (red, all) = (v.i("red"), v.i("red") + v.i("blue"))
        var (good, ways) = (0, 0)
        for first in 0..<all {
            for second in 0..<all where first != second {
                ways += 1
                if first < red && second < red { good += 1 }
            }
        }
        return Rational(numerator: good, denominator: ways)!
    }
}

extension [String: Rational] {
    func r(_ name: String) -> Rational { self[name]! }

    func i(_ name: String) -> Int { self[name]!.intValue! }
}
