import LyditeCore
import LyditeProblems
import Testing

/// Every rule of the linter, each shown by a family that breaks it.
struct BrokenFamilyTests {
    @Test func `the sound family has no fault`() {
        let bytes = Array(BrokenFamilies.lines.joined(separator: "\n").utf8)
        let findings = FamilyLint.check(path: BrokenFamilies.path, bytes: bytes)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `there are enough broken families`() {
        #expect(BrokenFamilies.all.count >= 60)
        #expect(Set(BrokenFamilies.all.map(\.rule)).count >= 35)
    }

    @Test(arguments: BrokenFamilies.all)
    func `the rule fires at its line and says what to do`(broken: BrokenFamilies.Case) throws {
        let findings = FamilyLint.check(path: BrokenFamilies.path, bytes: broken.bytes)
        let all = findings.map(\.description).joined(separator: "\n")
        let fired = findings.first { $0.rule == broken.rule && $0.line == broken.line }
        let finding = try #require(fired, "\(broken.rule) at \(broken.line) is not in:\n\(all)")
        #expect(finding.path == BrokenFamilies.path && !finding.message.isEmpty)
        #expect(findings == FamilyLint.check(path: BrokenFamilies.path, bytes: broken.bytes))
        #expect(findings.map(\.line) == findings.map(\.line).sorted())
    }

    @Test func `faults of reading and of sense come in one pass, by line`() {
        let broken = BrokenFamilies.Case(
            "", 0,
            [
                2: "license: MIT",
                12: "  - n > 12",
                18: "    slips: [{ kind: swapped, value: price * n }]",
                28: "    ask: \"How much is it? How long?\"",
                31:
                    "  - facts: \"The price of an {thing} is ${price}, and {n} go in {hours} hours.\"",
                41: "    facts: \"The same is sold every day.\"",
                48: "  answer: \"3\"",
            ])
        let findings = FamilyLint.check(path: BrokenFamilies.path, bytes: broken.bytes)
        let places = findings.map { "\($0.line) \($0.rule)" }
        let expected = [
            "2 unknown-field", "12 unsatisfiable", "28 several-questions", "41 missing-given",
        ]
        #expect(expected.allSatisfy(places.contains), "\(places)")
        #expect(findings.map(\.line) == findings.map(\.line).sorted())
    }

    @Test func `a fault of a statement hides no fault of the draws`() {
        let broken = BrokenFamilies.Case(
            "", 0,
            [
                1: "", 18: "    slips: [{ kind: swapped, value: price * n }]",
                27:
                    "  - facts: \"{seller} sells {n} {thing:n} at ${price} each, in {hours} hours.\"",
                46: "", 47: "", 48: "",
            ])
        let rules = FamilyLint.check(path: BrokenFamilies.path, bytes: broken.bytes).map(\.rule)
        let expected = ["missing-field", "missing-original", "undeclared", "harmless-slip"]
        #expect(expected.allSatisfy(rules.contains), "\(rules)")
    }

    @Test func `a loader's fault and the linter's are the same`() {
        for broken in BrokenFamilies.unreadable {
            let findings = FamilyLint.check(path: BrokenFamilies.path, bytes: broken.bytes)
            do throws(ProblemError) {
                _ = try Family.load(path: BrokenFamilies.path, bytes: broken.bytes)
                Issue.record("\(broken.testDescription) loads")
            } catch {
                guard case .faults(let faults) = error else { continue }
                #expect(faults.allSatisfy { findings.contains(LintFinding($0)) })
            }
        }
    }
}
