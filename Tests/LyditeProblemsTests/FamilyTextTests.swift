import LyditeMath
import LyditeProblems
import Testing

/// How values and sentences are printed.
struct FamilyTextTests {
    @Test(arguments: [
        ("a * b", "4 * 2.50"), ("(a + b) * c", "(4 + 2.50) * (1/3)"),
        ("a - (b - c)", "4 - (2.50 - 1/3)"),
        ("a - b - c", "4 - 2.50 - 1/3"), ("a / (b * c)", "4 / (2.50 * (1/3))"),
        ("a * c", "4 * (1/3)"),
        ("c * a", "(1/3) * 4"), ("a + m", "4 + (-3)"), ("a - m", "4 - (-3)"), ("m * a", "-3 * 4"),
        ("a ^ 2", "4^2"), ("m ^ 2", "(-3)^2"), ("gcd(a, 6)", "gcd(4, 6)"),
        ("a * b * c", "4 * 2.50 * (1/3)"),
        ("-(a + b)", "-(4 + 2.50)"), ("a * (b / c)", "4 * (2.50 / (1/3))"), ("c + c", "1/3 + 1/3"),
    ])
    func `an equation reads back as its formula`(source: String, expected: String) throws {
        let values: [String: Rational] = [
            "a": Rational(4), "b": Rational(decimal: "2.5")!, "m": Rational(-3),
            "c": Rational(numerator: 1, denominator: 3)!,
        ]
        let formula = try Formula(parsing: source)
        let text = FamilyEquation.text(formula) { name in
            (name == "b" ? FamilyNumberStyle.places(2) : .plain).text(values[name]!)
        }
        let printed = try Formula(parsing: text).value { _ in nil }
        let value = try formula.value { values[$0] }
        #expect(value == printed, "\(text)")
        #expect(text == expected)
    }

    @Test(arguments: [
        ("8", "an"), ("11", "an"), ("18", "an"), ("80", "an"), ("1", "a"), ("110", "a"),
        ("11000", "an"),
        ("apple", "an"), ("hour", "an"), ("unit", "a"), ("one-way ticket", "a"), ("pear", "a"),
        ("19", "a"),
        ("822", "an"), ("118", "a"),
    ])
    func `the article fits the sound`(word: String, article: String) {
        #expect(FamilyEnglish.article(before: word) == article)
    }

    @Test(arguments: [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st"),
        (113, "113th"),
    ])
    func `ordinals have their endings`(number: Int, text: String) {
        #expect(FamilyEnglish.ordinal(number) == text)
    }

    @Test(arguments: [
        ("{buyer} has {n} {thing:n}.", "Maya has 1 box."), ("{m} {thing:m}", "3 boxes"),
        ("{Thing:many} and {a thing}", "Boxes and a box"),
        ("{buyer:They} and {Buyer:they}", "She and She"),
        ("{n|is|are} {m|is|are}", "is are"), ("{p:money} {m:money}", "2.50 3"),
        ("{m:th} {m:pad} {m:words}", "3rd 03 three"),
        ("{A e}-page book, {a m}-page one", "An 8-page book, a 3-page one"),
        ("{buyer:their} {buyer:them}", "her her"),
    ])
    func `a template prints values and words`(source: String, expected: String) throws {
        let template = try FamilyTemplate.parse(source, line: 1).get()
        let scene = FamilyScene(
            numbers: [
                "n": Rational(1), "m": Rational(3), "e": Rational(8),
                "p": Rational(decimal: "2.5")!,
            ],
            styles: [:],
            words: [
                "buyer": .name(FamilyName(text: "Maya", isShe: true)),
                "thing": .noun(FamilyNoun(one: "box", many: "boxes")),
            ])
        #expect(template.text(scene) == expected)
    }
}
