import LyditeProblems
import Testing

/// Families with one deliberate fault each, made from a sound one by changing lines.
enum BrokenFamilies {
    /// A sound family; the number of its line stands behind every fifth.
    static let lines = [
        "title: Fruit by the hour",
        "licence: Apache-2.0",
        "difficulty: 2",
        "slots:",
        "  buyer: { type: name }",  // 5
        "  thing: { type: item, values: [pear, lemon, box/boxes] }",
        "  n: { type: integer, min: 2, max: 12 }",
        "  price: { type: decimal, min: 0.5, max: 6, step: 0.5, form: money }",
        "  hours: { type: integer, min: 2, max: 9, unit: hour }",
        "require:",  // 10
        "  - n * price < 60",
        "  - n != hours",
        "derive:",
        "  - name: cost",
        "    value: n * price",  // 15
        "    unit: dollars",
        "    sentence: \"The {thing:many} cost {=} {cost|dollar|dollars}.\"",
        "    slips: [{ kind: sum-for-product, value: n + price }]",
        "  - name: wage",
        "    value: cost / hours",  // 20
        "    unit: dollars per hour",
        "    sentence: \"An hour brings {=} {wage|dollar|dollars}.\"",
        "answer: { value: wage, form: fraction }",
        "check:",
        "  - answer * hours / price == n",  // 25
        "statements:",
        "  - facts: \"{buyer} sells {n} {thing:n} at ${price} each, in {hours} hours.\"",
        "    ask: \"How many dollars is that for one hour, as a fraction in lowest terms?\"",
        "  - facts: \"In {hours} hours of work {buyer} sold {n} {thing:n}, all for ${price} a piece.\"",
        "    ask: \"What does {buyer:they} earn in an hour, in dollars?\"",  // 30
        "  - facts: \"The price of {a thing} is ${price}, and {n} go away in {hours} hours.\"",
        "    ask: \"Find the dollars that one hour brings.\"",
        "extensions:",
        "  - name: week",
        "    slots: { days: { type: integer, min: 2, max: 7 } }",  // 35
        "    derive:",
        "      - name: total",
        "        value: cost * days",
        "        unit: dollars",
        "        sentence: \"In all, that is {=} {total|dollar|dollars}.\"",  // 40
        "    facts: \"The same is sold on each of {days} days.\"",
        "    ask: \"How many dollars do all days bring together?\"",
        "    answer: { value: total, form: money, unit: dollar }",
        "    check:",
        "      - answer / days / n == price",  // 45
        "original:",
        "  values: { buyer: Maya, thing: pear, n: 4, price: 2.50, hours: 5 }",
        "  answer: \"2\"",
        "backward:",
        "  - given: hours",  // 50
        "    derive:",
        "      - name: sum",
        "        value: n * price",
        "        unit: dollars",
        "        sentence: \"The goods bring {=} {sum|dollar|dollars}.\"",  // 55
        "      - name: needed",
        "        value: sum / result",
        "        unit: hours",
        "        sentence: \"That takes {=} {needed|hour|hours}.\"",
        "        slips: [{ kind: inverted-ratio, value: result / sum }]",  // 60
        "    answer: { form: integer, unit: hour }",
        "    statements:",
        "      - facts: \"{buyer} sells {n} {thing:n} at ${price} each and earns {result} {result|dollar|dollars} an hour.\"",
        "        ask: \"How many hours does the sale take?\"",
        "distractors:",  // 65
        "  - text: \"The stall stands {far:unit} from the road.\"",
        "    slots: { far: { type: integer, min: 13, max: 45, unit: meter } }",
    ]

    static let path = "Problems/math/money/fruit.yaml"

    /// One broken family: the rule that must fire, at which line, and what is changed.
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var line: Int
        var changes: [Int: String]

        init(_ rule: String, _ line: Int, _ changes: [Int: String]) {
            self.rule = rule
            self.line = line
            self.changes = changes
        }

        /// A change of the line where the rule fires.
        init(_ rule: String, _ line: Int, _ text: String) { self.init(rule, line, [line: text]) }

        var testDescription: String { "\(rule) at \(line): \(changes.values.sorted())" }

        /// The file; an empty text takes its line out, and the lines behind keep their numbers.
        var bytes: [UInt8] {
            var lines = BrokenFamilies.lines
            for (line, text) in changes { lines[line - 1] = text }
            return Array(lines.joined(separator: "\n").utf8)
        }
    }

    static let all = unreadable + unnamed + unsound + unlikely + unclear + ungrammatical + shapes

    /// Fields that cannot be read.
    static let unreadable = [
        Case("not-yaml", 6, "  thing: { type: item, values: [pear, *lemon] }"),
        Case("not-yaml", 8, "  n: { type: integer, min: 1, max: 2 }"),
        Case("unknown-field", 2, [2: "license: MIT"]),
        Case("unknown-field", 5, "  buyer: { type: name, min: 3 }"),
        Case("unknown-field", 7, "  n: { type: integer, min: 2, max: 12, values: [3] }"),
        Case("unknown-field", 18, "    slip: [{ kind: x, value: n }]"),
        Case("unknown-field", 23, "answer: { value: wage, form: fraction, units: dollar }"),
        Case("missing-field", 1, [1: ""]).at(2),
        Case("missing-field", 7, "  n: { type: integer, max: 12 }"),
        Case("missing-field", 14, [15: ""]),
        Case("missing-field", 18, "    slips: [{ value: n + price }]"),
        Case("missing-field", 29, [30: ""]),
        Case("missing-original", 1, [46: "", 47: "", 48: ""]),
        Case("format", 3, "difficulty: 9"),
        Case("format", 7, "  n: { type: whole, min: 2, max: 12 }"),
        Case("format", 7, "  n: { type: integer, min: 12, max: 2 }"),
        Case("format", 7, "  n: { type: integer, min: 2.5, max: 12 }"),
        Case("format", 8, "  price: { type: decimal, min: 0.5, max: 6, step: 0 }"),
        Case("format", 6, "  thing: { type: item, from: fruits }"),
        Case("format", 23, "answer: { value: wage, form: ratio }"),
        Case("format", 47, "  values: { buyer: Bob, thing: pear, n: 4, price: 2.50, hours: 5 }"),
        Case("bad-formula", 11, "  - n * price"),
        Case("bad-formula", 15, "    value: n * (price"),
        Case("bad-formula", 25, "  - answer * hours == = n"),
        Case(
            "bad-template", 27, "  - facts: \"{buyer sells {n} {thing:n} at ${price}, {hours} h.\""),
        Case("bad-template", 30, "    ask: \"What does {buyer:thy} earn in an hour, in dollars?\""),
        Case("few-statements", 27, [31: "", 32: ""]),
        Case("no-equation", 22, "    sentence: \"An hour brings much.\""),
        Case("no-check", 24, [24: "check: []", 25: ""]),
        Case("no-check", 25, "  - wage * hours == cost"),
    ]

    /// Names that are not there, or not used.
    static let unnamed = [
        Case("undeclared", 11, "  - n * prize < 60"),
        Case("undeclared", 19, [20: "    value: cots / hours"]),
        Case("undeclared", 23, "answer: { value: salary, form: fraction }"),
        Case("undeclared", 25, "  - answer * ours / price == n"),
        Case(
            "undeclared", 27,
            "  - facts: \"{seller} sells {n} {thing:n} at ${price} in {hours} hours.\""),
        Case("undeclared", 37, [38: "        value: cost * weeks"]),
        Case(
            "unused-slot", 9,
            [9: "  hours: { type: integer, min: 2, max: 9 }\n  spare: { type: name }"]
        ).at(10),
        Case(
            "unused-slot", 35,
            "    slots: { days: { type: integer, min: 2, max: 7 }, m: { type: name } }"),
        Case("unused-step", 19, [23: "answer: { value: cost / hours, form: fraction }"]),
        Case("taken-name", 19, [19: "  - name: n"]),
        Case("taken-name", 37, [37: "      - name: cost"]),
    ]

    /// Values that are wrong or are not there.
    static let unsound = [
        Case("unsatisfiable", 11, "  - n * price < 1"),
        Case("unsatisfiable", 12, "  - n > 12"),
        Case("unsatisfiable", 12, "  - n + hours == 30"),
        Case("unsatisfiable", 12, "  - abs(n - hours) > 10"),
        Case("unsatisfiable", 11, "  - cost > 80"),
        Case("no-values", 12, "  - mod(n * hours, 2) * mod(n * hours + 1, 2) == 1"),
        Case("no-values", 12, "  - n * n == 2 * hours * hours"),
        Case("low-acceptance", 12, "  - n * price == 7 * hours"),
        Case("division-by-zero", 19, [20: "    value: cost / (hours - n + 1)"]),
        Case("division-by-zero", 14, [15: "    value: n * price / (hours - 4)"]),
        Case("overflow", 14, [15: "    value: n * price * 10 ^ (2 * n)"]),
        Case("wrong-original", 46, [48: "  answer: \"3\""]).at(47),
        Case(
            "wrong-original", 47,
            [47: "  values: { buyer: Maya, thing: pear, n: 40, price: 2.50, hours: 5 }"]),
        Case(
            "wrong-original", 47,
            [47: "  values: { buyer: Maya, thing: pear, n: 5, price: 2.50, hours: 5 }"]),
        Case("failed-check", 25, "  - answer * hours / price == n + 1"),
        Case("failed-check", 45, "      - answer / days == n + price"),
        Case("blind-check", 25, "  - answer > 0"),
        Case("blind-check", 25, "  - answer - answer == 0"),
        Case("same-route", 25, "  - answer == cost / hours"),
        Case("same-route", 45, "      - answer == n * price * days"),
        Case("dimension", 19, [20: "    value: cost + hours"]),
        Case("dimension", 14, [16: "    unit: hours"]),
        Case("dimension", 43, "    answer: { value: total, form: decimal, unit: hour }"),
        Case("dimension", 23, "answer: { value: wage, form: fraction, unit: hour }"),
    ]

    /// Answers and slips that say too little.
    static let unlikely = [
        Case("same-answer", 23, [11: "  - n * price == 6 * hours", 12: "  - n <= 12"]),
        Case(
            "same-answer", 23,
            [
                9: "  hours: { type: choice, values: [4, 5] }", 20: "    value: hours",
                25: "  - answer + n == hours + n",
            ]),
        Case("answer-given", 27, [12: "  - price == hours"]),
        Case(
            "answer-given", 27,
            "  - facts: \"{buyer} sells {n} {thing:n} at ${price} each, {wage} an hour in {hours} hours.\""
        ),
        Case("harmless-slip", 18, "    slips: [{ kind: swapped, value: price * n }]"),
        Case("harmless-slip", 18, "    slips: [{ kind: bounded, value: \"max(n * price, 5)\" }]"),
        Case(
            "undefined-slip", 18, "    slips: [{ kind: into-nothing, value: n / (price - price) }]"),
        Case(
            "twin-slip", 18,
            "    slips: [{ kind: sum, value: n + price }, { kind: sum, value: n - price }]"),
        Case(
            "stray-number", 27,
            "  - facts: \"{buyer} sells {n} {thing:n} at ${price} each, in {hours} hours, on 17 days.\""
        ),
    ]

    /// Wordings that differ in what they give or ask.
    static let unclear = [
        Case(
            "missing-given", 27,
            "  - facts: \"{buyer} sells some {thing:many} at ${price} each, in {hours} hours.\""),
        Case("missing-given", 41, "    facts: \"The same is sold every day.\""),
        Case(
            "given-in-ask", 28,
            [
                27: "  - facts: \"{buyer} sells {n} {thing:n} at ${price} each.\"",
                28: "    ask: \"How many dollars is that for one of the {hours} hours?\"",
            ]),
        Case(
            "givens-differ", 29,
            [
                9:
                    "  hours: { type: integer, min: 2, max: 9 }\n  age: { type: integer, min: 20, max: 60 }",
                27:
                    "  - facts: \"{buyer}, aged {age}, sells {n} {thing:n} at ${price} each, in {hours} hours.\"",
                47: "  values: { buyer: Maya, thing: pear, n: 4, price: 2.50, hours: 5, age: 30 }",
            ]
        ).at(30),
        Case("asks-differ", 28, "    ask: \"What is it?\"\n    asks: cost"),
        Case("asks-differ", 28, [30: "    ask: \"What does {buyer:they} earn?\"\n    asks: wage"]),
        Case("asks-differ", 42, "    ask: \"How many cents do all days bring together?\""),
        Case(
            "several-questions", 28, "    ask: \"How many dollars is that an hour? And in a day?\""),
        Case(
            "several-questions", 27,
            "  - facts: \"What now? {buyer} sells {n} {thing:n} at ${price} each, in {hours} hours.\""
        ),
        Case("no-question", 32, "    ask: \"The dollars that one hour brings.\""),
        Case("asks-for-proof", 32, "    ask: \"Find the wage and prove your result.\""),
        Case(
            "same-statement", 29,
            [
                29:
                    "  - facts: \"{buyer} sells {n} {thing:n} at ${price} each, in {hours} hours.\"",
                30:
                    "    ask: \"How many dollars is that for one hour, as a fraction in lowest terms?\"",
            ]),
    ]

    /// Sentences that no one would print.
    static let ungrammatical = [
        Case(
            "plural", 27,
            "  - facts: \"{buyer} sells {n} {thing} at ${price} each, in {hours} hours.\""),
        Case(
            "plural", 27,
            "  - facts: \"{buyer} sells {n} {thing:hours} at ${price} each, in {hours} hours.\""),
        Case(
            "plural", 27,
            [
                7: "  n: { type: integer, min: 1, max: 12 }",
                27:
                    "  - facts: \"{buyer} sells {n} {thing:many} at ${price} each, in {hours} hours.\"",
            ]),
        Case("plural", 27, [9: "  hours: { type: integer, min: 1, max: 9 }"]),
        Case(
            "plural", 31,
            "  - facts: \"At ${price}, {n} {hours|piece|pieces} are sold in {hours} hours.\""),
        Case("plural", 22, "    sentence: \"An hour brings {=} dollars.\""),
        Case(
            "agreement", 31,
            [
                7: "  n: { type: integer, min: 1, max: 12 }",
                31: "  - facts: \"At ${price} each, {n} {thing:n} are sold in {hours} hours.\"",
            ]),
        Case(
            "article", 31,
            [
                6: "  thing: { type: item, values: [pear, lemon, orange] }",
                31:
                    "  - facts: \"The price of a {thing} is ${price}, and {n} go away in {hours} hours.\"",
            ]),
        Case(
            "article", 31,
            "  - facts: \"A shop sells an {hours} hour offer: {n} pieces for ${price} each.\""),
        Case("article", 32, "    ask: \"Find the dollars that an worker earns in one hour.\""),
        Case("doubled-word", 32, "    ask: \"Find the the dollars that one hour brings.\""),
        Case(
            "punctuation", 31,
            "  - facts: \"the price of {a thing} is ${price}, and {n} go away in {hours} hours.\""),
        Case("punctuation", 32, "    ask: \"Find the dollars that one hour brings\""),
        Case(
            "punctuation", 22,
            "    sentence: \"An hour brings (with all {=} {wage|dollar|dollars}.\""),
    ]

    /// Questions turned round, distractors, units and extensions that follow others.
    static let shapes = [
        Case("missing-field", 51, [50: "  -"]),
        Case("unknown-field", 50, "  - givens: hours"),
        Case("undeclared", 50, "  - given: ours"),
        Case("undeclared", 50, "  - given: cost"),
        Case("few-statements", 62, [62: "    statements: []", 63: "", 64: ""]),
        Case("missing-field", 52, [53: ""]),
        Case("bad-formula", 57, "        value: sum / (result"),
        Case("no-equation", 59, "        sentence: \"That takes some hours.\""),
        Case("undeclared", 56, [57: "        value: cost / result"]),
        Case(
            "undeclared", 63,
            "      - facts: \"{seller} sells {n} {thing:n} at ${price}, {result} {result|dollar|dollars} an hour.\""
        ),
        Case("wrong-backward", 50, [57: "        value: sum * result"]),
        Case("wrong-backward", 50, [57: "        value: sum / (result - 2)"]),
        Case("dimension", 56, [58: "        unit: dollars"]),
        Case("dimension", 61, "    answer: { form: integer, unit: dollar }"),
        Case(
            "mention", 63,
            "      - facts: \"{buyer} sells {n} {thing:n} and earns {result} {result|dollar|dollars} an hour.\""
        ),
        Case(
            "mention", 63,
            "      - facts: \"{buyer} sells {n} {thing:n} ({n}) at ${price} each and earns {result} {result|dollar|dollars} an hour.\""
        ),
        Case("asks-differ", 64, "        ask: \"How many minutes does the sale take?\""),
        Case(
            "several-questions", 64,
            "        ask: \"How many hours does the sale take? And how many days?\""),
        Case("harmless-slip", 60, "        slips: [{ kind: same, value: n * price / result }]"),
        Case("plural", 55, "        sentence: \"The goods bring {=} dollars.\""),
        Case("doubled-word", 64, "        ask: \"How many hours hours does the sale take?\""),
        Case(
            "taken-name", 10,
            [
                9:
                    "  hours: { type: integer, min: 2, max: 9 }\n  result: { type: integer, min: 2, max: 12 }"
            ]),
        Case("missing-field", 66, "  - txt: \"The stall stands at the road.\""),
        Case(
            "unknown-unit", 67,
            "    slots: { far: { type: integer, min: 13, max: 45, unit: metre } }"),
        Case("unknown-unit", 9, "  hours: { type: integer, min: 2, max: 9, unit: fortnight }"),
        Case("unused-slot", 67, [66: "  - text: \"The stall stands far from the road.\""]),
        Case(
            "undeclared", 66, "  - text: \"The stall stands {fur:unit} from the {far:unit} road.\""),
        Case("stray-number", 66, "  - text: \"The stall stands {far:unit} from road 66.\""),
        Case("repeated-given", 66, "  - text: \"{n} people stand {far:unit} away.\""),
        Case(
            "taken-name", 67,
            [
                66: "  - text: \"The stall stands {hours:unit} from the road.\"",
                67: "    slots: { hours: { type: integer, min: 13, max: 45, unit: meter } }",
            ]),
        Case("bad-template", 66, [67: "    slots: { far: { type: integer, min: 13, max: 45 } }"]),
        Case("several-questions", 66, "  - text: \"Is the stall {far:unit} from the road?\""),
        Case("punctuation", 66, "  - text: \"the stall stands {far:unit} from the road.\""),
        Case(
            "mention", 27,
            "  - facts: \"{buyer} sells {n} {thing:n}, {n} in all, at ${price} each, in {hours} hours.\""
        ),
        Case(
            "mention", 41, "    facts: \"On each of {days} days the same is sold, {days} times.\""),
        Case(
            "no-program", 68,
            [67: lines[66] + "\nprogram: |\n  def answer(v):\n      return v.n * v.price / v.hours"]
        ),
        Case(
            "no-program", 68,
            [67: lines[66] + "\nprogram: |\n  def answer_week(v):\n      return v.n * v.price"]),
        next("undeclared", 46, value: "totl + tip"),
        next("dimension", 46, value: "total + days"),
        next("no-check", 46, check: "tip > 1"),
        next("failed-check", 46, check: "answer == total"),
        next("unknown-field", 46, name: "nam"),
        next("several-questions", 46, ask: "What is it with the tip? And without?"),
        next("missing-given", 46, facts: "A tip is left."),
    ]

    /// An extension after the first, written into the line of the original.
    private static func next(
        _ rule: String, _ line: Int, name: String = "name", value: String = "total + tip",
        facts: String = "A tip of ${tip} is left.",
        ask: String = "How many dollars is that with the tip?",
        check: String = "answer - tip == n * price * days"
    ) -> Case {
        let text =
            "    next: [{ \(name): tip, slots: { tip: { type: integer, min: 20, max: 29 } },"
            + " derive: [{ name: paid, value: \(value), unit: dollars,"
            + " sentence: \"With the tip, {=} {paid|dollar|dollars}.\" }],"
            + " facts: \"\(facts)\", ask: \"\(ask)\", check: [\(check)] }]"
        return Case(rule, line, [46: text + "\noriginal:"])
    }
}

extension BrokenFamilies.Case {
    /// The same family, with the rule at another line.
    func at(_ line: Int) -> Self {
        var other = self
        other.line = line
        return other
    }
}
