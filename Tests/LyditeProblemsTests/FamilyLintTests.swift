import LyditeProblems
import Testing

/// Mistakes that load but are found by drawing.
struct FamilyLintTests {
    @Test(arguments: [
        (19, "  - facts: \"{buyer} buys apples at ${price} each.\"", "missing-given"),
        (19, "  - facts: \"{buyer} buys {n} apples at ${price} each on 3 days.\"", "stray-number"),
        (9, "  - n * price == 10", "same-answer"),
        (9, "  - n * price == 36", "no-values"),
        (9, "  - n * price == 10", "low-acceptance"),
        (17, "  - answer / n == 2.5", "failed-check"),
        (7, "  price: { type: choice, values: [1, 2.5] }", "answer-given"),
        (13, "    slips: [{ kind: same, value: price * n }]", "harmless-slip"),
    ])
    func `the rule names what is wrong`(line: Int, text: String, rule: String) throws {
        var lines = FamilyLoadTests.lines
        lines[line - 1] = text
        if rule == "no-values" {
            lines[6] = "  price: { type: decimal, min: 0.005, max: 4, step: 0.005 }"
            lines[25] = "  values: { buyer: Maya, n: 9, price: 4 }"
            lines[26] = "  answer: \"36\""
        }
        let findings = FamilyLint.check(try FamilyLoadTests.family(lines))
        #expect(findings.contains { $0.rule == rule }, "\(findings.map(\.description))")
        #expect(findings.allSatisfy { $0.path == FamilyLoadTests.path && $0.line > 0 })
    }
}
