internal import LyditeCore
internal import LyditeCurate
internal import LyditeExport
internal import LyditeStore

/// `report.html`: the report for a reviewer, one file without scripts or anything from elsewhere.
struct ReportPage {
    let report: RunReport

    var text: String {
        let totals = report.export.totals
        let decided = totals.correct + totals.incorrect
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Lydite run, seed \(report.seed)</title>
            <meta name="viewport" content="width=device-width">
            <style>\(Self.style)</style></head><body>
            <h1>Lydite run</h1>
            <p>Seed \(report.seed), isolation \(Markup.escaped(report.isolation)).
            \(decided) of \(totals.rollouts) traces were decided.</p>
            \(section("Traces", bars(traceRows)))
            \(section("Incorrect, by fault", bars(report.byFault)))
            \(section("Undecided, by cause", bars(report.byCause)))
            \(section("Topics, by variants", bars(totals.topics.map { ($0.name, $0.variants) })))
            \(section("Data files", bars(report.export.files.map { ($0.path, $0.rows) })))
            \(section("Left out, by reason", bars(report.export.dropped.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })))
            \(section("Refused variants, by reason", bars(totals.refusals.map { ($0.reason, $0.count) })))
            \(section("Cost, by model", costs))
            <p>\(Markup.escaped(lengthNote))</p>
            </body></html>

            """
    }

    private var traceRows: [(String, Int)] {
        let totals = report.export.totals
        return [
            ("correct", totals.correct), ("of these over a wrong equation", totals.wrongSteps),
            ("incorrect", totals.incorrect), ("undecided", totals.undecided),
            ("pairs", totals.pairs),
        ]
    }

    private var costs: String {
        let costs = report.export.totals.costs
        guard !costs.isEmpty else { return "" }
        let names = [
            "model", "requests", "rollouts", "tokens", "money", "accepted", "money each", "pairs",
            "money each", "identical",
        ]
        let head = names.map { "<th>\($0)</th>" }.joined()
        let lines = costs.map { cost in
            let cells = [
                Markup.escaped(cost.model), "\(cost.requests)", "\(cost.rollouts)",
                "\(cost.promptTokens + cost.completionTokens)", "\(cost.cost)",
                "\(cost.accepted)", Self.each(cost.cost, cost.accepted), "\(cost.pairs)",
                Self.each(cost.cost, cost.pairs), "\(report.export.identical[cost.model] ?? 0)",
            ]
            return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
        }
        return "<table>\n<tr>\(head)</tr>\n\(lines.joined(separator: "\n"))\n</table>"
    }

    private static func each(_ money: Money, _ count: Int) -> String {
        money.shared(among: count)?.description ?? "none"
    }

    private var lengthNote: String {
        guard let share = report.export.lengthBias.areaUnderCurve else {
            return "There are no pairs."
        }
        return
            "\"The longer side wins\" would predict a pair's label with an AUC of \(share); 0.5 is best."
    }

    private func section(_ title: String, _ body: String) -> String {
        body.isEmpty ? "" : "<h2>\(Markup.escaped(title))</h2>\n\(body)"
    }

    /// A table whose numbers are drawn as bars beside them.
    private func bars(_ rows: [(String, Int)]) -> String {
        guard !rows.isEmpty else { return "" }
        let most = max(1, rows.map(\.1).max() ?? 1)
        let lines = rows.map { name, count in
            "<tr><th>\(Markup.escaped(name))</th><td>\(count)</td>"
                + "<td><meter min=\"0\" max=\"\(most)\" value=\"\(count)\"></meter></td></tr>"
        }
        return "<table>\n" + lines.joined(separator: "\n") + "\n</table>"
    }

    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222}
        h1,h2{line-height:1.2}h2{font-size:1.1rem;margin-top:1.8rem}
        table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:normal}
        th,td{padding:.15rem .6rem .15rem 0;border-bottom:1px solid #eee}
        td:nth-child(2){text-align:right;font-variant-numeric:tabular-nums}td:last-child{width:40%}
        meter{width:100%}
        """
}
