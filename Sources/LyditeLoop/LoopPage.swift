internal import LyditeCore
internal import LyditeEngine

/// `report.html` of a loop: one file without scripts or anything from elsewhere.
struct LoopPage {
    let report: LoopReport

    private var names: [String] { report.rounds.map { "\($0.round)" } }

    var text: String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Lydite loop, seed \(report.seed)</title>
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <style>\(ReportStyle.text)</style></head><body>
        <h1>Lydite loop</h1>
        <p class="quiet">Seed \(report.seed), verifier \(Markup.escaped(Version.verifier)).</p>
        \(ending)
        <h2>Held-out accuracy</h2>
        <p class="quiet">Real problems that no round works on, with one standard error.</p>
        \(Chart.rounds(names, [("a", "accuracy", accuracy)], label: "held-out accuracy by round"))
        <h2>Collapse meter</h2>
        <p class="quiet">Of the answers to the held-out problems; entropy as a share of that of the right answers, tail as
        the share of people's rare structures that still occur.</p>
        \(Chart.rounds(names, meters, label: "readings by round"))
        <h2>Rows of each training</h2>
        \(Chart.columns(names, [("a", counts("demonstrations")), ("b", counts("policy"))], label: "rows by round"))
        <p class="quiet">Demonstrations (blue) and verified answers of the policy (orange).</p>
        <h2>Rounds</h2>
        \(table)
        </body></html>

        """
    }

    private var ending: String {
        guard let stopped = report.stopped else { return "" }
        return "<p class=\"bad\">Stopped: \(Markup.escaped(stopped)).</p>"
    }

    private var accuracy: [(mean: Double, error: Double)] {
        report.rounds.map { ($0.reading.passRate, $0.reading.standardError) }
    }

    private var meters: [(kind: String, name: String, points: [(mean: Double, error: Double)])] {
        func points(_ read: (MeterReading) -> Double) -> [(mean: Double, error: Double)] {
            report.rounds.map { (read($0.reading), 0) }
        }
        var series = [
            ("a", "entropy", points { $0.entropy }), ("b", "structures", points { $0.structures }),
            ("c", "distinct-2", points { $0.distinct }),
        ]
        if report.rounds.contains(where: { $0.reading.tail != nil }) {
            series.append(("d", "tail", points { $0.tail ?? 0 }))
        }
        return series
    }

    private func counts(_ name: String) -> [Int] {
        report.rounds.map { $0.rows[name]?.intValue ?? 0 }
    }

    private var table: String {
        let head = [
            "round", "answers", "correct", "rows", "pairs", "held-out", "entropy", "structures",
            "distinct-2", "tail", "words", "alarms",
        ]
        let lines = report.rounds.map(Self.line)
        return "<div class=\"wide\"><table>\n<tr>"
            + head.map { "<th>\($0)</th>" }.joined() + "</tr>\n"
            + lines.joined(separator: "\n") + "\n</table></div>"
    }

    private static func line(_ round: RoundResult) -> String {
        let reading = round.reading
        func count(_ json: JSON?, _ name: String) -> String {
            let value: Int? = json?[name]?.intValue
            return value.map { "\($0)" } ?? "-"
        }
        var answers = 0
        for name in ["correct", "incorrect", "undecided"] {
            answers += round.verdicts?[name]?.intValue ?? 0
        }
        let accuracy = Percent.text(reading.passRate) + " ± " + Percent.text(reading.standardError)
        let tail: String = reading.tail.map(Self.short) ?? "-"
        var cells: [String] = ["\(round.round)", round.verdicts == nil ? "-" : "\(answers)"]
        cells += [count(round.verdicts, "correct"), count(round.rows, "rows")]
        cells += [count(round.rows, "pairs"), accuracy, short(reading.entropy)]
        cells += [short(reading.structures), short(reading.distinct), tail]
        cells += [short(reading.words), round.alarms.joined(separator: "; ")]
        return "<tr>" + cells.map { "<td>\(Markup.escaped($0))</td>" }.joined() + "</tr>"
    }

    private static func short(_ value: Double) -> String { "\((value * 1_000).rounded() / 1_000)" }
}
