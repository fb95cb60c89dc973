import LyditeCore
import LyditeProblems
import Testing

/// Ill-posed rows are named, and sound ones are left alone.
struct MathRowLintTests {
    private static func problem(
        _ statement: String, _ gold: String, _ solution: String? = nil
    ) -> Problem {
        Problem(
            id: "row", statement: statement, check: .answer(AnswerCheck(gold: gold)), topic: "test",
            origin: Problem.Origin(isReal: true, source: "test", licence: "MIT"),
            reference: solution)
    }

    @Test(arguments: [
        ("asks-for-proof", "Prove that the sum of two odd numbers is even.", "2", nil),
        ("asks-for-proof", "Let n be odd. Show that n^2 - 1 is divisible by 8.", "8", nil),
        ("several-answers", "Ann has 3 cats. How many legs are it? How many ears?", "12", nil),
        ("several-answers", "x + y = 5, x - y = 1. What is x? What is y?", "3", nil),
        ("unreadable-gold", "What is 3 + 4?", "", nil),
        ("unreadable-gold", "What is 3 + 4?", "  ", nil),
        ("unreadable-gold", "What is the fraction?", "\\frac{1}{", nil),
        ("wrong-annotation", "What is left?", "5", "He has 8-3=<<8-3=6>>5.\n#### 5"),
        ("wrong-annotation", "Each?", "3", "It is 7/2=<<7/2=5>>3.\n#### 3"),
        ("gold-not-reached", "How many?", "14", "In all 4+4=<<4+4=8>>8.\n#### 14"),
        ("gold-not-reached", "How many?", "14", "In all 7+7=<<7+7=14>>14.\n#### 15"),
        ("gold-not-reached", "How many?", "9", "( 18.0 - 8.0 )"),
        ("gold-not-reached", "What is x?", "5", "So $x = \\boxed{6}$."),
    ])
    func `an ill-posed row is named`(
        rule: String, statement: String, gold: String, solution: String?
    ) {
        var lint = MathRowLint()
        let findings = lint.check(
            Self.problem(statement, gold, solution), path: "rows.jsonl", line: 7)
        #expect(findings.map(\.rule).contains(rule), "\(findings.map(\.description))")
        #expect(findings.allSatisfy { $0.line == 7 && !$0.suggestion.isEmpty })
    }

    @Test(arguments: [
        ("How many are left?", "5", "He has 8-3=<<8-3=5>>5.\n#### 5"),
        ("What now? Ann has 4 cats. How many legs are that?", "16", nil),
        ("\"Why?\" asks Ann. How many cats are there?", "3", nil),
        ("Find the least n, and prove that it is the least.", "7", nil),
        ("How many cents?", "25", "A load costs 40/160=<<40/160=0.25>>0.25.\n#### 25"),
        ("What is left?", "118000", "It is $400 000 - $282 000 = $118 000 <<1+1=2>>.\n#### 118000"),
        ("How many days?", "3", "After 16*2=<<16*2=32>>32 feet, so three days.\n#### 3"),
        ("Round it.", "3.33", "It is 10/3=<<10/3=3.33>>3.33.\n#### 3.33"),
        ("What is f?", "$x^2+1$", nil), ("Which?", "D", "Hence 65000.\nD"),
        ("How many more?", "9", "( 18.0 - 9.0 )"), ("When?", "no solution", nil),
    ])
    func `a sound row is left alone`(statement: String, gold: String, solution: String?) {
        var lint = MathRowLint()
        let findings = lint.check(
            Self.problem(statement, gold, solution), path: "rows.jsonl", line: 1)
        #expect(findings.isEmpty, "\(findings.map(\.description))")
    }

    @Test func `one problem with two golds is named at its second line`() {
        var lint = MathRowLint()
        let first = Self.problem("How many cats  are there?", "3")
        let again = Self.problem("How many cats are\nthere?", "3.0")
        let other = Self.problem("how many cats are there?", "4")
        #expect(lint.check(first, path: "r", line: 1).isEmpty)
        #expect(lint.check(again, path: "r", line: 2).isEmpty)
        let findings = lint.check(other, path: "r", line: 3)
        #expect(findings.map(\.rule) == ["two-golds"])
        #expect(findings.first?.message.contains("line 1") == true)
    }
}
