import LyditeCore
import LyditeMath
import LyditeProblems
import Testing

/// What the loader refuses, with its place.
struct FamilyLoadTests {
    /// A small family without a fault; each line is a place to break.
    static let lines = [
        "title: Apples for sale",  // 1
        "licence: Apache-2.0",
        "difficulty: 1",
        "slots:",
        "  buyer: { type: name }",  // 5
        "  n: { type: integer, min: 2, max: 9 }",
        "  price: { type: decimal, min: 0.5, max: 4, step: 0.5 }",
        "require:",
        "  - n * price < 30",
        "derive:",  // 10
        "  - name: cost",
        "    value: n * price",
        "    unit: dollars",
        "    sentence: \"The apples cost {=} {cost|dollar|dollars}.\"",
        "answer: { value: cost, form: money }",  // 15
        "check:",
        "  - answer / price == n",
        "statements:",
        "  - facts: \"{buyer} buys {n} apples at ${price} each.\"",
        "    ask: \"What is the price in dollars?\"",  // 20
        "  - facts: \"Apples cost ${price}. {buyer} takes {n}.\"",
        "    ask: \"What does {buyer:they} pay, in dollars?\"",
        "  - facts: \"At ${price} an apple, {buyer} buys {n}.\"",
        "    ask: \"How many dollars is that?\"",
        "original:",  // 25
        "  values: { buyer: Maya, n: 4, price: 2.5 }",
        "  answer: \"10\"",
    ]

    static let path = "Problems/math/money/apples.yaml"

    static func family(_ lines: [String] = lines) throws(ProblemError) -> Family {
        try Family.load(path: path, bytes: Array(lines.joined(separator: "\n").utf8))
    }

    static func faults(_ lines: [String]) -> String {
        do throws(ProblemError) {
            _ = try family(lines)
            return ""
        } catch {
            return error.description
        }
    }

    @Test func `the small family loads, with topic and slug from its path`() throws {
        let family = try Self.family()
        #expect(family.id == "money/apples")
        #expect(family.slots.map(\.name) == ["buyer", "n", "price"])
        let instance = try FamilyInstance(original: family)
        #expect(
            instance.statement == "Maya buys 4 apples at $2.5 each. What is the price in dollars?")
        #expect(instance.gold == "10")
        #expect(FamilyLint.check(family).isEmpty)
    }

    @Test(arguments: [
        (
            6, "  n: { type: integr, min: 2, max: 9 }",
            "6: slot \"n\" has the unknown type \"integr\"; did you mean \"integer\"?"
        ),
        (
            6, "  n: { type: integer, max: 9 }",
            "6: slot \"n\" has no \"min\"; the least value was expected"
        ),
        (
            6, "  n: { type: integer, min: 9, max: 2 }",
            "6: slot \"n\" has min above max; min <= max was expected"
        ),
        (
            6, "  n: { type: integer, min: no, max: 9 }",
            "6: min is \"no\"; a number such as 12, 2.50 or 3/4 was expected"
        ),
        (3, "difficulty: no", "3: difficulty is \"no\"; a whole number from 1 to 5 was expected"),
        (
            2, "license: Apache-2.0",
            "2: the family has no field \"license\"; did you mean \"licence\"?"
        ),
        (
            9, "  - n * prise < 30",
            "9: require \"n * prise < 30\" uses \"prise\", which is not declared; did you mean \"price\"?"
        ),
        (
            9, "  - n * price",
            "9: require \"n * price\": cannot read \"the end\" as a comparison (column 10); a comparison was expected"
        ),
        (
            12, "    value: n * (price",
            "12: value \"n * (price\": cannot read \"the end\" as a closing parenthesis (column 11); a formula was expected"
        ),
        (
            14, "    sentence: \"The apples are dear.\"",
            "14: the sentence prints no equation; {=} was expected in it"
        ),
        (
            15, "answer: { value: cost, form: dollars }",
            "15: form is \"dollars\"; one of integer, decimal, fraction, percent, money was expected"
        ),
        (
            17, "  - n * price == cost",
            "17: check \"n * price == cost\" leaves the answer out; \"answer\" was expected in it"
        ),
        (
            19, "  - facts: \"{buyer} buys {n apples.\"",
            "19: facts has \"{n apples.\" is no place for a value"
        ),
        (
            19, "  - facts: \"{buyer} pays {cost} for {n} at ${price}.\"",
            "19: facts shows the step \"cost\"; a statement may show slots alone"
        ),
        (
            22, "    ask: \"What does {buyer:thy} pay?\"",
            "22: ask has \"{buyer:thy}\", and \"thy\" is no form of buyer; did you mean \"they\"?"
        ),
        (
            26, "  values: { buyer: Maya, n: 4 }",
            "26: values has no \"price\"; a value for the slot was expected"
        ),
        (
            26, "  values: { buyer: Maya, n: 40, price: 2.5 }",
            "26: the original's n, 40, is no value of the slot"
        ),
        (
            26, "  values: { buyer: Maya, n: 9, price: 3.5 }",
            "26: the original breaks \"n * price < 30\" (9 * 3.5 < 30)"
        ),
        (
            26, "  values: { buyer: Bob, n: 4, price: 2.5 }",
            "26: slot \"buyer\" cannot hold \"Bob\"; one of its own values was expected"
        ),
        (
            27, "  answer: \"11\"",
            "26: the original's answer is \"11\"; the derivation gives \"10\""
        ),
    ])
    func `a broken line is named`(line: Int, text: String, expected: String) {
        var lines = Self.lines
        lines[line - 1] = text
        let faults = Self.faults(lines)
        #expect(faults.contains(Self.path + ":" + expected.prefix { $0 != "\"" }), "\(faults)")
        let isNamed =
            faults.contains(Self.path + ":" + expected)
            || (expected.contains("is no place") && faults.contains("without its }"))
        #expect(isNamed, "\(faults)")
    }

    @Test func `an unused slot is named with its line`() {
        var lines = Self.lines
        lines.insert("  spare: { type: integer, min: 1, max: 2 }", at: 7)
        lines[26] = "  values: { buyer: Maya, n: 4, price: 2.5, spare: 1 }"
        let expected = ":8: slot \"spare\" is never used; use it, or take it out"
        #expect(Self.faults(lines) == Self.path + expected)
    }

    @Test func `all faults of a file come in one pass, in order`() {
        var lines = Self.lines
        lines[2] = "difficulty: 9"
        lines[14] = "answer: { value: cost, form: euro }"
        lines[26] = "  anser: \"10\""
        let faults = Self.faults(lines).split(separator: "\n").map {
            $0.dropFirst(Self.path.count + 1)
        }
        #expect(faults.map { $0.prefix { $0 != ":" } } == ["3", "15", "26", "27"])
    }

    @Test func `fewer than three statements are refused`() {
        var lines = Self.lines
        lines.removeSubrange(22...23)
        #expect(
            Self.faults(lines).contains(
                ":19: there are 2 statements; at least 3 wordings were expected"))
    }

    @Test func `text that is not YAML is refused with its line`() {
        #expect(Self.faults(["title: x", "slots: {"]).contains(Self.path + ":"))
        #expect(Self.faults([]).contains("the file is empty"))
    }
}
