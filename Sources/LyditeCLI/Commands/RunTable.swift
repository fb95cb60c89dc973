internal import LyditeCore
internal import LyditeCurate
internal import LyditeEngine
internal import LyditeStore

/// The table at the end of a run.
enum RunTable {
    static func text(of report: RunReport, out: String) -> String {
        let totals = report.export.totals
        var rows: [(String, String)] = [
            ("problems", "\(totals.problems)"), ("variants", "\(totals.variants)"),
            ("rollouts", "\(totals.rollouts)"), ("correct", "\(totals.correct)"),
            ("  over a wrong equation", "\(totals.wrongSteps)"),
            ("incorrect", counted(totals.incorrect, report.byFault)),
            ("undecided", counted(totals.undecided, report.byCause)), ("pairs", "\(totals.pairs)"),
            (
                "kept",
                "\(report.export.rows("default")) SFT rows, \(report.export.rows("dpo")) DPO rows"
            ),
        ]
        if let share = report.export.lengthBias.areaUnderCurve {
            rows.append(("longer wins", "AUC \(share) (0.5 is best)"))
        }
        if !totals.refusals.isEmpty {
            rows.append(
                ("refused variants", counted(totals.refusals.map(\.count).reduce(0, +), [])))
        }
        rows += [("isolation", report.isolation), ("cost", cost(report))]
        rows += totals.costs.map { ("  \($0.model)", cost(of: $0, report)) }
        rows += [
            ("data set", "\(out)/README.md, \(out)/data/, \(out)/report.json"),
            ("store", "\(out)/run.sqlite"),
        ]
        return Table.text(rows)
    }

    /// What was wrong with the inputs, a sentence each.
    static func lines(of notes: InputNotes) -> [String] {
        var lines = notes.broken
        if notes.brokenCount > notes.broken.count {
            lines.append("\(notes.brokenCount - notes.broken.count) more lines could not be read")
        }
        if notes.unmatchedCount > 0 {
            let named = notes.unmatched.joined(separator: ", ")
            let rest = notes.unmatchedCount > notes.unmatched.count ? ", ..." : ""
            lines.append("\(notes.unmatchedCount) recorded rows match no problem: \(named)\(rest)")
        }
        return lines
    }

    private static func cost(_ report: RunReport) -> String {
        guard !report.export.totals.costs.isEmpty else { return "0 tokens" }
        let limit = report.budget.map { " of \($0)" } ?? ""
        return "\(report.tokens) tokens, money \(report.money)\(limit)"
    }

    private static func cost(of cost: ModelCost, _ report: RunReport) -> String {
        let tokens = cost.promptTokens + cost.completionTokens
        var text = "\(cost.rollouts) rollouts, \(cost.accepted) accepted, \(cost.pairs) pairs"
        if let each = cost.cost.shared(among: cost.accepted) {
            text += "; an accepted trace \(tokens / cost.accepted) tokens, money \(each)"
        }
        if let each = cost.cost.shared(among: cost.pairs) {
            text += "; a pair \(tokens / cost.pairs) tokens, money \(each)"
        }
        let identical = report.export.identical[cost.model] ?? 0
        if identical > 0 { text += "; \(identical) identical to another" }
        return text
    }

    private static func counted(_ total: Int, _ parts: [(String, Int)]) -> String {
        parts.isEmpty
            ? "\(total)"
            : "\(total) (" + parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ") + ")"
    }
}
