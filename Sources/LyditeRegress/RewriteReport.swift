package import LyditeCore

/// What rewriting did to verdicts, rule by rule.
package struct RewriteReport: Hashable, Sendable {
    package struct Violation: Hashable, Sendable {
        package var rule: String
        package var id: String
        package var was: String
        package var now: String
    }

    package private(set) var tried = 0
    /// Decided verdicts that became undecided: weaker, not wrong.
    package private(set) var lost = 0
    package private(set) var violations: [Violation] = []

    package init() {}

    /// Verifies every row in every other form.
    package static func make(
        _ rows: [LabelledRow], _ answers: [RowAnswer], by verifier: some CorpusVerifier
    ) async throws -> RewriteReport {
        var report = RewriteReport()
        for rule in Rewrite.all {
            var rewritten: [LabelledRow] = []
            var before: [RowAnswer] = []
            for (row, answer) in zip(rows, answers) where answer.verdict != "undecided" {
                guard var other = rule.apply(row) else { continue }
                other.place(rewritten.count)
                rewritten.append(other)
                before.append(answer)
            }
            if rewritten.isEmpty { continue }
            let after = try await verifier.answers(to: rewritten)
            for (row, (was, now)) in zip(rewritten, zip(before, after)) {
                report.add(rule.name, row.id, was, now)
            }
        }
        return report
    }

    private mutating func add(_ rule: String, _ id: String, _ was: RowAnswer, _ now: RowAnswer) {
        tried += 1
        if now.verdict == "undecided" {
            lost += 1
        } else if now.verdict != was.verdict {
            violations.append(Violation(rule: rule, id: id, was: was.code, now: now.code))
        }
    }

    package var json: JSON {
        .record([
            "tried": .integer(Int64(tried)), "lost": .integer(Int64(lost)),
            "violations": .array(
                violations.map {
                    [
                        "rule": .string($0.rule), "id": .string($0.id), "was": .string($0.was),
                        "is": .string($0.now),
                    ]
                }),
        ])
    }
}
