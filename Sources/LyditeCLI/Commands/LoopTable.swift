internal import LyditeCore
internal import LyditeLoop

/// A loop for people: a line for each round.
enum LoopTable {
    static func text(of report: LoopReport, out: String) -> String {
        var rows = [
            [
                "round", "solved", "rows", "pairs", "held-out", "entropy", "structures",
                "distinct-2", "tail", "words",
            ]
        ]
        rows += report.rounds.map(line)
        let widths = rows[0].indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        var lines = rows.map { row in
            row.enumerated().map { column, cell in
                String(repeating: " ", count: widths[column] - cell.count) + cell
            }.joined(separator: "  ")
        }
        if let overhead = report.overhead {
            lines.append("beside sampler and trainer: \(Table.percent(overhead)) of the time")
        }
        lines.append("report: \(out)/report.html")
        return lines.joined(separator: "\n")
    }

    private static func line(_ round: RoundResult) -> [String] {
        let reading = round.reading
        func number(_ value: Double) -> String { "\((value * 1_000).rounded() / 1_000)" }
        func count(_ name: String) -> String {
            let value: Int? = round.rows[name]?.intValue
            return value.map { Table.grouped($0) } ?? "-"
        }
        var solved = "-"
        if let verdicts = round.verdicts, let correct = verdicts["correct"]?.intValue {
            let wrong = verdicts["incorrect"]?.intValue ?? 0
            let open = verdicts["undecided"]?.intValue ?? 0
            solved = "\(correct)/\(correct + wrong + open)"
        }
        return [
            "\(round.round)", solved, count("rows"), count("pairs"),
            "\(Table.points(reading.passRate)) ± \(Table.points(reading.standardError)) %",
            number(reading.entropy), number(reading.structures), number(reading.distinct),
            reading.tail.map(number) ?? "-", number(reading.words),
        ]
    }
}
