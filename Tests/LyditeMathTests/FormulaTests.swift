import LyditeCore
import LyditeMath
import Testing

struct FormulaTests {
    @Test(arguments: [
        ("", 1), ("3..5", 1), ("1 +", 4), ("(1", 3), ("1)", 2), ("foo(1)", 1), ("1 2", 3),
        ("a $ b", 3),
    ])
    func `a formula that cannot be read names its column`(text: String, column: Int) {
        #expect {
            _ = try Formula(parsing: text)
        } throws: { error in
            guard case .syntax(_, _, let found)? = error as? FormulaError else { return false }
            return found == column
        }
    }

    @Test func `the message says what stands where`() {
        let error = #expect(throws: FormulaError.self) { try Formula(parsing: "3..5") }
        #expect(error?.description == "cannot read \"3..5\" as a number (column 1)")
    }

    @Test(arguments: [
        ("1 + 2 * 3", "7"), ("-2 ^ 2", "-4"), ("2 ^ 3 ^ 2", "512"), ("(1 + 2) / 6", "1/2"),
        ("7 - 2 - 1", "4"), ("price * (1 - rate)", "15"), ("step.cost + 1", "5"),
        ("floor(7 / 2)", "3"),
        ("ceil(7 / 2)", "4"), ("abs(-3)", "3"), ("min(3, 1, 2)", "1"), ("max(3, 1)", "3"),
        ("mod(-7, 3)", "2"), ("gcd(12, 18)", "6"), ("lcm(4, 6)", "12"), ("round(2.5)", "3"),
        ("round(-2.345, 2)", "-2.35"), ("2 ^ -1", "0.5"),
        ("sqrt(0)", "0"), ("sqrt(1)", "1"), ("sqrt(9 / 4)", "3/2"), ("sqrt(9 ^ 18)", "387420489"),
    ])
    func `formulas have exact values`(text: String, expected: String) throws {
        let names = ["price": "20", "rate": "1/4", "step.cost": "4"]
        let value = try Formula(parsing: text).value { names[$0].flatMap { Rational(text: $0) } }
        #expect(value == Rational(text: expected))
    }

    @Test(arguments: [
        ("1 / 0", FormulaError.divisionByZero), ("x", .undefinedName("x")),
        ("0 ^ 0", .divisionByZero),
        ("9 ^ 9 ^ 9", .tooLarge), ("mod(1, 0)", .divisionByZero),
        ("gcd(1.5, 2)", .badArguments(function: "gcd")),
        ("2 ^ 0.5", .badArguments(function: "^")),
        ("sqrt(2)", .badArguments(function: "sqrt")),
        ("sqrt(-4)", .badArguments(function: "sqrt")),
        ("sqrt(16 / 3)", .badArguments(function: "sqrt")),
        ("round(1, 2, 3)", .badArguments(function: "round")),
    ])
    func `a formula without a value says why`(text: String, error: FormulaError) throws {
        let formula = try Formula(parsing: text)
        #expect(throws: error) { try formula.value { _ in nil } }
    }

    @Test func `nesting is bounded`() {
        let deep = String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000)
        #expect(throws: FormulaError.tooLarge) { try Formula(parsing: deep) }
        #expect(throws: FormulaError.tooLarge) {
            try Formula(parsing: String(repeating: "-", count: 5_000) + "1")
        }
    }

    @Test func `names are those that need values`() throws {
        #expect(try Formula(parsing: "a * max(b.c, 2) - a").names == ["a", "b.c"])
    }

    @Test(arguments: [
        ("n * 2 < 11", true), ("n == 5", true), ("n != 5", false), ("n >= 5", true),
        ("n <= 4", false),
        ("n > 4.5", true),
    ])
    func `conditions compare exactly`(text: String, expected: Bool) throws {
        #expect(try Condition(parsing: text).holds { $0 == "n" ? Rational(5) : nil } == expected)
    }

    @Test(arguments: ["n", "n = 5", "n < ", "< 3", "1 < 2 < 3"])
    func `what is no condition is refused`(text: String) {
        #expect(throws: FormulaError.self) { try Condition(parsing: text) }
    }
}
