internal import LyditeCore

extension RegressReport {
    /// Most rows of a list that are printed; the files have all of them.
    private static let shownRows = 20

    /// The report for a terminal.
    package var text: String {
        var lines = ["\(verifier): \(total.rows) rows, \(total.labelled) with a label"]
        lines += [
            "  agreement      \(total.agreement.text)",
            "  precision      \(total.precision.text)",
            "  recall         \(total.recall.text)",
            "  false accepts  \(total.falseAccepts), rate \(total.falseAcceptRate.text)",
            "  false rejects  \(total.falseRejects), rate \(total.falseRejectRate.text)",
            "  undecided      \(total.undecided)",
        ]
        if environmentFailures > 0 {
            lines.append("  not verified   \(environmentFailures) (the environment failed)")
        }
        lines += kindLines
        lines += section("verdicts that no label allows", mistakes.map(Self.line))
        if let changes {
            lines += section(
                "changes that nobody allowed", unexplained.map(\.text))
            lines += section(
                "allowed changes",
                changes.compactMap { change in change.why.map { "\(change.text): \($0)" } })
            lines += section(
                "allowed changes that did not happen; take them out",
                unused.map { "\($0.id): \($0.was) to \($0.now)" })
            if new > 0 {
                lines.append("\(new) rows are not in the baseline; run with --update to add them")
            }
        }
        if let rewrites { lines += rewriteLines(rewrites) }
        return lines.joined(separator: "\n")
    }

    private var kindLines: [String] {
        guard kinds.count > 1 else { return [] }
        let width = kinds.map(\.kind.count).max() ?? 0
        return ["by kind (right / labelled, false accepts, false rejects, undecided):"]
            + kinds.map { kind, scores in
                let name = kind + String(repeating: " ", count: width - kind.count)
                return "  \(name)  \(scores.right) / \(scores.labelled), \(scores.falseAccepts),"
                    + " \(scores.falseRejects), \(scores.undecided)"
            }
    }

    private func rewriteLines(_ rewrites: RewriteReport) -> [String] {
        [
            "\(rewrites.tried) rewritten rows: \(rewrites.violations.count) changed their verdict,"
                + " \(rewrites.lost) became undecided"
        ]
            + (rewrites.mutants == 0
                ? []
                : ["\(rewrites.killed) of \(rewrites.mutants) mutants of passing programs are told"])
            + section(
                "verdicts that a rewriting changed",
                rewrites.violations.map { "\($0.id), \($0.rule): \($0.was) to \($0.now)" })
    }

    private static func line(_ mistake: Mistake) -> String {
        let by = mistake.answer.evidence.map { " (\($0))" } ?? ""
        return "\(mistake.id): expected \(mistake.expected), is \(mistake.answer.code)\(by)"
    }

    private func section(_ title: String, _ rows: [String]) -> [String] {
        guard !rows.isEmpty else { return [] }
        var lines = ["\(title): \(rows.count)"] + rows.prefix(Self.shownRows).map { "  " + $0 }
        if rows.count > Self.shownRows { lines.append("  and \(rows.count - Self.shownRows) more") }
        return lines
    }

    /// The report for the summary of a pull request.
    package var markdown: String {
        var lines = [
            "### Verifier regression: \(Self.cell(verifier))", "",
            "| measure | value (95 % interval) |", "| --- | --- |",
            "| rows, labelled | \(total.rows), \(total.labelled) |",
            "| agreement | \(total.agreement.text) |", "| precision | \(total.precision.text) |",
            "| recall | \(total.recall.text) |",
            "| false accepts | \(total.falseAccepts), \(total.falseAcceptRate.text) |",
            "| false rejects | \(total.falseRejects), \(total.falseRejectRate.text) |",
            "| undecided | \(total.undecided) |",
            "| changes not allowed | \(unexplained.count) |",
        ]
        if let rewrites {
            lines.append(
                "| rewritten rows that changed | \(rewrites.violations.count) of"
                    + " \(rewrites.tried) |")
        }
        if !unexplained.isEmpty {
            lines += ["", "| row | was | is | by |", "| --- | --- | --- | --- |"]
            lines += unexplained.prefix(Self.shownRows * 5).map { change in
                "| \(Self.cell(change.id)) | \(change.was) | \(change.now ?? "gone") |"
                    + " \(Self.cell(change.evidence ?? "")) |"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Foreign text inside a table: no bars, no lines, no markup.
    private static func cell(_ text: String) -> String {
        String(
            text.map { character in
                switch character {
                case "|", "\n", "\r", "<", ">", "`", "[", "]", "*", "\\": " "
                default: character
                }
            })
    }
}
