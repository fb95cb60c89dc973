package import LyditeCore
internal import Glibc

/// Two verifiers on the same labelled rows.
package struct VerifierComparison: Sendable {
    package struct Disagreement: Hashable, Sendable {
        package var id: String
        package var expected: String
        package var first: String
        package var second: String
    }

    package var names: [String]
    package var scores: [Scores]
    package private(set) var disagreements: [Disagreement] = []
    /// Rows that only the first, and only the second, has right.
    package private(set) var onlyFirst = 0
    package private(set) var onlySecond = 0
    /// Rows that one of them left unanswered; they say nothing of who is right.
    package private(set) var environmentFailures = 0

    package init(
        names: [String], rows: [LabelledRow], first: [RowAnswer], second: [RowAnswer]
    ) {
        self.names = names
        scores = [Scores(), Scores()]
        for (row, (a, b)) in zip(rows, zip(first, second)) {
            scores[0].add(row.label, a)
            scores[1].add(row.label, b)
            if a.verdict != b.verdict {
                disagreements.append(
                    Disagreement(
                        id: row.id, expected: row.label?.text ?? "-", first: a.code,
                        second: b.code))
            }
            if a.isEnvironmentFailure || b.isEnvironmentFailure {
                environmentFailures += 1
                continue
            }
            guard let label = row.label else { continue }
            switch (label.allows(a), label.allows(b)) {
            case (true, false): onlyFirst += 1
            case (false, true): onlySecond += 1
            default: break
            }
        }
    }

    /// The chance of so uneven a split if both were equally good: McNemar's exact test, two-sided.
    ///
    /// - Source: Q. McNemar, Note on the sampling error of the difference between correlated
    ///   proportions or percentages (1947).
    package var probability: Double {
        let n = onlyFirst + onlySecond
        guard n > 0 else { return 1 }
        let few = min(onlyFirst, onlySecond)
        var sum = 0.0
        for k in 0...few {
            let choices = lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
            sum += exp(choices - Double(n) * M_LN2)
        }
        return min(1, 2 * sum)
    }

    package var json: JSON {
        .record([
            "names": .array(names.map { .string($0) }), "scores": .array(scores.map(\.json)),
            "onlyFirstRight": .integer(Int64(onlyFirst)),
            "onlySecondRight": .integer(Int64(onlySecond)),
            "environmentFailures": .integer(Int64(environmentFailures)),
            "mcnemar": .double((probability * 1e9).rounded() / 1e9),
            "disagreements": .array(
                disagreements.map {
                    [
                        "id": .string($0.id), "expected": .string($0.expected),
                        "first": .string($0.first), "second": .string($0.second),
                    ]
                }),
        ])
    }

    package var text: String {
        var lines: [String] = []
        for (name, scores) in zip(names, scores) {
            lines.append(
                "\(name): agreement \(scores.agreement.text), \(scores.falseAccepts) false accepts,"
                    + " \(scores.falseRejects) false rejects, \(scores.undecided) undecided")
        }
        // A chance is never nothing.
        let p = probability < 1e-6 ? "< 0.000001" : "= \((probability * 1e6).rounded() / 1e6)"
        lines.append(
            "right alone: \(onlyFirst) and \(onlySecond); McNemar's exact test: p \(p)")
        if environmentFailures > 0 {
            lines.append(
                "not verified by one of them and left out of the test: \(environmentFailures)")
        }
        lines.append("disagreements: \(disagreements.count)")
        lines += disagreements.prefix(40).map {
            "  \($0.id): expected \($0.expected); \($0.first) against \($0.second)"
        }
        if disagreements.count > 40 { lines.append("  and \(disagreements.count - 40) more") }
        return lines.joined(separator: "\n")
    }
}
