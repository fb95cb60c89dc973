internal import LyditeCore
internal import LyditeEngine

enum ReportCommand {
    static let spec = CommandSpec(
        name: "report", arguments: "suspects|failures",
        summary: "what a stored run says about its problems and its sampler",
        description: """
            suspects  problems against which the rollouts speak: most agree on another answer, programs fail one case
                      alike, or no two answers agree. Nothing is relabelled
            failures  what the sampler fails at: pass rates by topic, family, model and prompt, with 95 % intervals
                      and a failed rollout of each for lydite show; --against compares with another run
            """,
        flags: [
            CommonFlags.store,
            Flag("--votes", "N", "suspects: answers that a problem must have (default: 3)"),
            Flag("--share", "S", "suspects: share that the other answer must have (default: 0.5)"),
            Flag("--by", "GROUP", "failures: topic, family, model or prompt (default: all four)"),
            Flag(
                "--against", "FILE", "failures: the store to compare with, such as an older round"),
            Flag("--json", "print JSON"),
        ],
        positionals: 1...1, run: run)

    private enum Verb: String, CaseIterable {
        case suspects
        case failures
    }

    /// Lines of a table; --json prints all.
    private static let shown = 30

    private static func run(_ arguments: Arguments) throws -> ExitCode {
        guard let verb = Verb(rawValue: arguments.positionals[0]) else {
            throw UsageError.badValue(
                option: "report", value: arguments.positionals[0],
                expected: "one of " + Verb.allCases.map(\.rawValue).joined(separator: ", "))
        }
        switch verb {
        case .suspects: try suspects(arguments)
        case .failures: try failures(arguments)
        }
        return .success
    }

    // MARK: Suspects

    private static func suspects(_ arguments: Arguments) throws {
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
            rows.append(("agreement", "\(percent(agreement)) of a problem's answers on average"))
            rows.append(
                (
                    "majority right",
                    percent(Double(report.majorityRight) / Double(max(1, report.judged)))
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

    // MARK: Failures

    private static func failures(_ arguments: Arguments) throws {
        let chosen = try arguments.choice("--by", of: FailureReport.Grouping.self)
        let report = try FailureReport(store: arguments.store)
        let other = try arguments.text("--against").map { try FailureReport(store: $0) }
        if arguments.has("--json") {
            let json: JSON = other.map { ["now": report.json, "against": $0.json] } ?? report.json
            return try Terminal.print(json.text)
        }
        try Terminal.print("all  " + line(report.whole, other?.whole))
        for grouping in chosen.map({ [$0] }) ?? FailureReport.Grouping.allCases {
            let groups = (report.groups[grouping] ?? [:]).sorted { left, right in
                let a = left.value.correct * right.value.decided
                let b = right.value.correct * left.value.decided
                return a == b ? left.key < right.key : a < b
            }
            guard !groups.isEmpty else { continue }
            try Terminal.print("\nby \(grouping.rawValue), the hardest first")
            try Terminal.print(
                Table.text(
                    groups.prefix(shown).map {
                        ("  " + $0.key, line($0.value, other?.groups[grouping]?[$0.key]))
                    }))
            if groups.count > shown {
                try Terminal.print("  ... and \(groups.count - shown) more; --json prints all")
            }
        }
    }

    private static func line(_ group: FailureReport.Group, _ other: FailureReport.Group?) -> String
    {
        let rate = group.passRate
        var text = "\(rate.share.map(percent) ?? "-") of \(Table.grouped(group.decided))"
        text += " (\(percent(rate.low)) to \(percent(rate.high)))"
        if let before = other?.passRate, let share = before.share, let now = rate.share {
            let isClear = rate.low > before.high || rate.high < before.low
            text += ", was \(percent(share)): \(now >= share ? "+" : "")\(points(now - share))"
            text += isClear ? "" : ", within the noise"
        }
        let faults = group.faults.sorted {
            ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue)
        }
        for (fault, count) in faults.prefix(3) { text += ", \(fault.rawValue) \(count)" }
        if group.wrongSteps > 0 { text += ", right over a wrong equation \(group.wrongSteps)" }
        return text + (group.example.map { " (\($0.short))" } ?? "")
    }

    private static func percent(_ share: Double) -> String { points(share) + " %" }

    private static func points(_ share: Double) -> String {
        "\((share * 1000).rounded() / 10)"
    }
}
