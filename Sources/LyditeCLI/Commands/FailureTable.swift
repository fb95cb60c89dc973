internal import LyditeCore
internal import LyditeEngine

/// `lydite report failures`: what a sampler fails at.
enum FailureTable {
    /// Lines of a group; --json prints all.
    private static let shown = 30

    static func show(_ arguments: Arguments) throws {
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
        var text =
            "\(rate.share.map { Table.percent($0) } ?? "-") of \(Table.grouped(group.decided))"
        text += " (\(Table.percent(rate.low)) to \(Table.percent(rate.high)))"
        if let before = other?.passRate, let share = before.share, let now = rate.share {
            let isClear = rate.low > before.high || rate.high < before.low
            text +=
                ", was \(Table.percent(share)): \(now >= share ? "+" : "")\(Table.points(now - share))"
            text += isClear ? "" : ", within the noise"
        }
        let faults = group.faults.sorted {
            ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue)
        }
        for (fault, count) in faults.prefix(3) { text += ", \(fault.rawValue) \(count)" }
        if group.wrongSteps > 0 { text += ", right over a wrong equation \(group.wrongSteps)" }
        return text + (group.example.map { " (\($0.short))" } ?? "")
    }
}
