package import LyditeCore

/// What a regression check found.
package struct RegressReport: Sendable {
    package struct Mistake: Hashable, Sendable {
        package var id: String
        package var kind: String
        package var expected: String
        package var answer: RowAnswer
    }

    package var verifier: String
    package var total: Scores
    /// By kind, in the order of the names.
    package var kinds: [(kind: String, scores: Scores)]
    /// Rows whose verdict their label does not allow.
    package var mistakes: [Mistake]
    /// nil without a baseline.
    package var changes: [Change]?
    /// Rows that the baseline does not know.
    package var new: Int
    /// Allowed changes that did not happen.
    package var unused: [AllowedChange]
    package var rewrites: RewriteReport?
    package var environmentFailures: Int

    package var unexplained: [Change] { (changes ?? []).filter { $0.why == nil } }

    package init(
        verifier: String, rows: [LabelledRow], answers: [RowAnswer], baseline: Baseline?,
        allowed: [AllowedChange], rewrites: RewriteReport?
    ) {
        self.verifier = verifier
        self.rewrites = rewrites
        var total = Scores()
        var kinds: [String: Scores] = [:]
        var mistakes: [Mistake] = []
        for (row, answer) in zip(rows, answers) {
            total.add(row.label, answer)
            kinds[row.kind, default: Scores()].add(row.label, answer)
            if let label = row.label, !label.allows(answer) {
                mistakes.append(
                    Mistake(id: row.id, kind: row.kind, expected: label.text, answer: answer))
            }
        }
        self.total = total
        self.kinds = kinds.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        self.mistakes = mistakes
        let found = baseline.map { Change.between($0, rows, answers, allowed: allowed) }
        changes = found?.changes
        new = found?.new ?? 0
        let changes = found?.changes ?? []
        unused = allowed.filter { allowance in !changes.contains { allowance.explains($0) } }
        environmentFailures = answers.count(where: \.isEnvironmentFailure)
    }

    package var json: JSON {
        let kinds = JSON.object(kinds.map { JSON.Member($0.kind, $0.scores.json) })
        let mistakes = mistakes.map { mistake in
            JSON.record([
                "id": .string(mistake.id), "kind": .string(mistake.kind),
                "expected": .string(mistake.expected), "is": .string(mistake.answer.code),
            ])
        }
        return .record([
            "verifier": .string(verifier), "total": total.json, "kinds": kinds,
            "mistakes": .array(mistakes),
            "changes": changes.map { .array($0.map(\.json)) } ?? .null,
            "unexplained": .integer(Int64(unexplained.count)), "new": .integer(Int64(new)),
            "rewrites": rewrites?.json ?? .null,
            "environmentFailures": .integer(Int64(environmentFailures)),
        ])
    }
}
