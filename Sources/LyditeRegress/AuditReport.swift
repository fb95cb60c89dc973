internal import Glibc
package import LyditeCore

/// Whose labels a verifier contradicts, and whether that happens anywhere more than by chance.
package struct AuditReport: Sendable {
    package struct Suspect: Hashable, Sendable {
        package var id: String
        package var line: Int
        package var label: String
        package var answer: RowAnswer
    }

    /// Labels of one group: a value of one column.
    package struct Group: Hashable, Sendable {
        package var column: String
        package var value: String
        package var decided: Int
        package var contradicted: Int
        /// Rows that the verifier calls correct.
        package var correct: Int
        /// The chance of so many contradictions or more at the rate of the whole file.
        package var probability: Double

        package var interval: Interval { Interval(contradicted, of: decided) }
    }

    /// What one generator wrote, by the verdicts alone: its error on the problems of the file, whatever the labels say.
    package struct Generator: Hashable, Sendable {
        package var name: String
        package var decided = 0
        package var wrong = 0

        package var error: Interval { Interval(wrong, of: decided) }
    }

    package private(set) var rows = 0
    package private(set) var unlabelled = 0
    package private(set) var undecided = 0
    package private(set) var decided = 0
    package private(set) var suspects: [Suspect] = []
    package private(set) var environmentFailures = 0
    private var generated: [String: Generator] = [:]
    private var counts: [String: [String: (decided: Int, contradicted: Int, correct: Int)]] = [:]

    /// Values of a column beyond which it tells rows, not groups.
    private static let maximumGroups = 200
    /// A group stands out when chance alone would do it less often than this, over all groups.
    private static let significance = 0.01

    package init() {}

    /// - Parameters:
    ///   - groups: The row's values of the columns that errors may depend on.
    ///   - generator: Who wrote the answer, where the row says so.
    /// - Returns: Whether the verifier contradicts the label.
    package mutating func add(
        _ row: LabelledRow, _ answer: RowAnswer, groups: [(column: String, value: String)],
        generator: String? = nil
    ) -> Bool {
        rows += 1
        if let generator { add(answer, by: generator) }
        if answer.isEnvironmentFailure { environmentFailures += 1 }
        guard let label = row.label else {
            unlabelled += 1
            return false
        }
        guard answer.verdict != "undecided" else {
            undecided += 1
            return false
        }
        decided += 1
        let isWrong = !label.allows(RowAnswer(verdict: answer.verdict))
        if isWrong {
            suspects.append(
                Suspect(id: row.id, line: row.line, label: label.text, answer: answer))
        }
        for (column, value) in groups {
            guard
                (counts[column]?.count ?? 0) < Self.maximumGroups
                    || counts[column]?[value] != nil
            else { continue }
            var count = counts[column]?[value] ?? (0, 0, 0)
            count.decided += 1
            if isWrong { count.contradicted += 1 }
            if answer.verdict == "correct" { count.correct += 1 }
            counts[column, default: [:]][value] = count
        }
        return isWrong
    }

    private mutating func add(_ answer: RowAnswer, by name: String) {
        guard answer.verdict != "undecided",
            generated.count < Self.maximumGroups || generated[name] != nil
        else { return }
        var generator = generated[name] ?? Generator(name: name)
        generator.decided += 1
        if answer.verdict == "incorrect" { generator.wrong += 1 }
        generated[name] = generator
    }

    /// By name.
    package var generators: [Generator] { generated.values.sorted { $0.name < $1.name } }

    /// Of the labels that could be checked, those that are contradicted.
    package var errors: Interval { Interval(suspects.count, of: decided) }

    /// All groups, by column and value.
    package var groups: [Group] {
        let rate = decided == 0 ? 0 : Double(suspects.count) / Double(decided)
        return counts.sorted { $0.key < $1.key }.flatMap { column, values in
            values.sorted { $0.key < $1.key }.map { value, count in
                Group(
                    column: column, value: value, decided: count.decided,
                    contradicted: count.contradicted, correct: count.correct,
                    probability: Self.tail(count.contradicted, of: count.decided, rate: rate))
            }
        }
    }

    /// Groups whose errors are more than chance: systematic errors.
    package var systematic: [Group] {
        let groups = groups
        return groups.filter { $0.probability * Double(groups.count) < Self.significance }
    }

    /// P(X >= hits) for a binomial of `total` draws.
    private static func tail(_ hits: Int, of total: Int, rate: Double) -> Double {
        guard hits > 0, rate > 0 else { return 1 }
        guard rate < 1 else { return 1 }
        var sum = 0.0
        for k in hits...total {
            let choices =
                lgamma(Double(total + 1)) - lgamma(Double(k + 1)) - lgamma(Double(total - k + 1))
            sum += exp(choices + Double(k) * log(rate) + Double(total - k) * log1p(-rate))
        }
        return min(1, sum)
    }

    package var json: JSON {
        func group(_ group: Group) -> JSON {
            .record([
                "column": .string(group.column), "value": .string(group.value),
                "decided": .integer(Int64(group.decided)),
                "contradicted": .integer(Int64(group.contradicted)),
                "correct": .integer(Int64(group.correct)),
                "low": .double(group.interval.low), "high": .double(group.interval.high),
                "probability": .double(group.probability),
            ])
        }
        return .record([
            "rows": .integer(Int64(rows)), "unlabelled": .integer(Int64(unlabelled)),
            "undecided": .integer(Int64(undecided)), "decided": .integer(Int64(decided)),
            "contradicted": .integer(Int64(suspects.count)),
            "environmentFailures": .integer(Int64(environmentFailures)),
            "low": .double(errors.low), "high": .double(errors.high),
            "generators": .array(
                generators.map {
                    .record([
                        "name": .string($0.name), "decided": .integer(Int64($0.decided)),
                        "wrong": .integer(Int64($0.wrong)), "low": .double($0.error.low),
                        "high": .double($0.error.high),
                    ])
                }),
            "systematic": .array(systematic.map(group)), "groups": .array(groups.map(group)),
            "suspects": .array(
                suspects.map {
                    .record([
                        "id": .string($0.id), "line": .integer(Int64($0.line)),
                        "label": .string($0.label), "verdict": .string($0.answer.code),
                        "evidence": $0.answer.evidence.map { .string($0) } ?? .null,
                        "detail": $0.answer.detail.map { .string($0) } ?? .null,
                    ])
                }),
        ])
    }

    package var text: String {
        var lines = [
            "\(rows) rows: \(decided) labels could be checked, \(undecided) could not,"
                + " \(unlabelled) rows have none",
            "contradicted: \(suspects.count), rate \(errors.text)",
        ]
        if environmentFailures > 0 {
            lines.append("\(environmentFailures) rows were not verified (the environment failed)")
        }
        let systematic = systematic
        if decided == 0 {
            lines.append("no label could be checked: nothing is known about this file")
        } else if suspects.isEmpty {
            lines.append("no label is contradicted")
        } else if systematic.isEmpty {
            lines.append("no group of rows stands out: the errors look random")
        } else {
            lines.append("errors are systematic here (more than chance, all groups counted):")
            lines += systematic.map {
                "  \($0.column) \($0.value): \($0.contradicted) of \($0.decided),"
                    + " \($0.interval.text)"
            }
        }
        if !generators.isEmpty {
            lines.append("error of each generator on these problems, by the verdicts:")
            lines += generators.map {
                "  \($0.name): \($0.wrong) of \($0.decided) wrong, \($0.error.text)"
            }
        }
        lines += suspects.prefix(30).map { suspect in
            let by = suspect.answer.evidence.map { " (\($0))" } ?? ""
            return "  line \(suspect.line), \(suspect.id): labelled \(suspect.label), is"
                + " \(suspect.answer.code)\(by)"
        }
        if suspects.count > 30 { lines.append("  and \(suspects.count - 30) more; --json has all") }
        lines.append(
            "A verdict is evidence, not the truth: read suspects before labels are changed. Checks"
                + " made by a program are unit tests of a data set, not its acceptance test.")
        return lines.joined(separator: "\n")
    }
}
