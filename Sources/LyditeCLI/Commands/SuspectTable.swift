internal import LyditeCore
internal import LyditeEngine

/// `lydite report suspects`: problems against which the rollouts speak.
enum SuspectTable {
    /// Lines of the table; --json prints all.
    private static let shown = 30

    static func show(_ arguments: Arguments) throws {
        let report = try SuspectReport(
            store: arguments.store,
            leastVotes: try arguments.integer("--votes", in: 1...10_000) ?? 3,
            leastShare: try arguments.number("--share", in: 0...1) ?? 0.5)
        if arguments.has("--json") {
            for suspect in report.suspects { try Terminal.print(suspect.json.text) }
            return
        }
        for suspect in report.suspects.prefix(shown) { try Terminal.print(line(suspect)) }
        if report.suspects.count > shown {
            try Terminal.print("... and \(report.suspects.count - shown) more; --json prints all")
        }
        var rows = [
            ("looked at", "\(Table.grouped(report.judged)) problems"),
            ("suspects", Table.grouped(report.suspects.count)),
        ]
        if report.thin > 0 {
            rows.append(("too few answers", "\(Table.grouped(report.thin)) problems"))
        }
        if let agreement = report.agreement {
            rows.append(
                ("agreement", "\(Table.percent(agreement)) of a problem's answers on average"))
            rows.append(
                (
                    "majority right",
                    Table.percent(Double(report.majorityRight) / Double(max(1, report.judged)))
                ))
        }
        try Terminal.print(Table.text(rows))
    }

    /// Two lines: which problem, and what the rollouts say.
    private static func line(_ suspect: SuspectReport.Suspect) -> String {
        let models = suspect.models > 1 ? " by \(suspect.models) models" : ""
        let other = suspect.majority.utf8.count > 100 ? "one other result" : suspect.majority
        let said =
            switch suspect.kind {
            case .otherAnswer: "\(suspect.votes) of \(suspect.of) answers\(models) are \(other)"
            case .noAgreement: "no two of \(suspect.of) answers agree"
            }
        let gold = suspect.gold.map { "the gold \($0)" } ?? "the cases"
        return "\(suspect.name): \(Outline.start(of: suspect.statement))\n"
            + "  \(said); \(gold) fits \(suspect.right) (lydite show \(suspect.example.short))"
    }
}
