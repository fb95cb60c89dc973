internal import LyditeCore
internal import LyditeCurate
internal import LyditeExport
internal import LyditeStore

/// `report.html`: the report for a reviewer, one file without scripts or anything from elsewhere.
struct ReportPage {
    let report: RunReport

    private var totals: StoreTotals { report.export.totals }
    private var pairs: PairTally { report.export.pairs }

    var text: String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Lydite run, seed \(report.seed)</title>
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <style>\(ReportStyle.text)</style></head><body>
        <h1>Lydite run</h1>
        <p class="quiet">Seed \(report.seed), isolation \(Markup.escaped(report.isolation)), lydite \
        \(Markup.escaped(Version.lydite)), models \(Markup.escaped(totals.models.joined(separator: ", "))).</p>
        \(tiles)
        \(section("From problems to rows", Chart.bars(funnel)))
        \(section("How often problems are solved", solving))
        \(section("Topics by pass rate", heat))
        \(section("Length of both sides of a pair", lengths))
        \(section("Classes of error in pairs", Chart.bars(pairs.byClass.map { (name: $0.0, count: $0.1) }, kind: "b")))
        \(section("Incorrect, by fault", Chart.bars(report.byFault.map { (name: $0.0, count: $0.1) }, kind: "b")))
        \(section("Undecided, by cause", Chart.bars(report.byCause.map { (name: $0.0, count: $0.1) })))
        \(section("Left out", omissions))
        \(section("Diversity", diversity))
        \(section("Cost, by model", costs))
        \(section("Sources", sources))
        \(section("Data files", files))
        \(section("Pairs to look at", PairPage.text(of: report.export.examples)))
        </body></html>

        """
    }

    private func section(_ title: String, _ body: String) -> String {
        body.isEmpty ? "" : "<h2>\(Markup.escaped(title))</h2>\n\(body)"
    }

    private var tiles: String {
        let error =
            totals.marked == 0
            ? "not measured" : Interval(totals.markedWrong, of: totals.marked).text
        let rows: [(String, String)] = [
            ("traces", "\(totals.rollouts)"), ("correct", "\(totals.correct)"),
            ("undecided", "\(totals.undecided)"), ("SFT rows", "\(report.export.rows("default"))"),
            ("pairs", "\(report.export.rows("dpo"))"),
            (
                "\"longer wins\" AUC, 0.5 is best",
                report.export.lengthBias.areaUnderCurve.map { "\($0)" } ?? "no pairs"
            ), ("label error, by people", error),
            ("money", totals.costs.isEmpty ? "0" : "\(report.money)"),
        ]
        return "<div class=\"tiles\">"
            + rows.map {
                "<div class=\"tile\"><b>\($0.1)</b><span>\(Markup.escaped($0.0))</span></div>"
            }
            .joined() + "</div>"
    }

    private var funnel: [(name: String, count: Int)] {
        let omitted = report.export.curation.omitted
        let sound = totals.correct - totals.wrongSteps
        return [
            ("problems", totals.problems), ("variants", totals.variants),
            ("traces", totals.rollouts), ("decided", totals.correct + totals.incorrect),
            ("correct", totals.correct), ("with every equation right", sound),
            ("left in by curation", sound - omitted),
            ("SFT rows", report.export.rows("default")), ("possible pairs", pairs.possible),
            ("pairs", report.export.rows("dpo")),
        ]
    }

    private var solving: String {
        guard let solving = report.export.survey?.solving else { return "" }
        func points(_ shares: [SampledShare]) -> [(k: Int, mean: Double, error: Double)] {
            shares.filter { $0.problems > 0 }.map { ($0.k, $0.mean, $0.standardError) }
        }
        let names = (0..<SolveRates.bins).map { "\($0 * 10)-\($0 * 10 + 10) %" }
        let rows = zip(solving.passAt, solving.majorityAt).filter { $0.0.problems > 0 }.map {
            "<tr><td class=\"n\">\($0.k)</td><td class=\"n\">\(Self.share($0))</td>"
                + "<td class=\"n\">\(Self.share($1))</td><td class=\"n\">\($0.problems)</td></tr>"
        }
        return
            "<p class=\"quiet\">Variants by the share of their decided rollouts that are correct.</p>"
            + Chart.columns(names, [("a", solving.histogram)], label: "pass rates")
            + "<p class=\"quiet\">pass@k: one of k is correct. maj@k: the most frequent answer of k is. "
            + "Without replacement, over variants with at least k decided rollouts, with standard error.</p>"
            + Chart.points([
                ("a", "pass@k", points(solving.passAt)),
                ("b", "maj@k", points(solving.majorityAt)),
            ])
            + Self.table(["k", "pass@k", "maj@k", "variants"], rows)
    }

    private static func share(_ share: SampledShare) -> String {
        "\(Percent.text(share.mean)) ± \(Percent.text(share.standardError))"
    }

    private var heat: String {
        guard let topics = report.export.survey?.solving.topics else { return "" }
        let rows = topics.sorted { $0.key < $1.key }.prefix(60)
            .map { (name: $0.key, counts: $0.value) }
        return Chart.heat(rows, columns: Difficulty.bands)
    }

    private var lengths: String {
        guard let area = report.export.lengthBias.areaUnderCurve else {
            return "<p>There are no pairs.</p>"
        }
        let bins = pairs.chosenLengths.indices.filter {
            pairs.chosenLengths[$0] + pairs.rejectedLengths[$0] > 0
        }
        guard let first = bins.first, let last = bins.last else { return "" }
        let shown = Array(first...last)
        return
            "<p class=\"quiet\">Bytes of the chosen (blue) and the rejected side (orange). \"The longer side wins\" "
            + "would predict a pair's label with an AUC of \(area); 0.5 is best.</p>"
            + Chart.columns(
                shown.map { "<\(PairTally.lengthBound($0))" },
                [
                    ("a", shown.map { pairs.chosenLengths[$0] }),
                    ("b", shown.map { pairs.rejectedLengths[$0] }),
                ], label: "lengths")
    }

    private var omissions: String {
        var rows: [(name: String, count: Int)] = report.export.curation.stages.flatMap { stage in
            stage.reasons.map { (name: "\(stage.name): \($0.reason)", count: $0.count) }
        }
        rows += PairBalance.Reason.allCases.compactMap { reason in
            pairs.omitted[reason].map { (name: "pairs: \(reason.rawValue)", count: $0) }
        }
        rows += report.export.dropped.sorted { $0.key < $1.key }
            .map { (name: "rows: \($0.key)", count: $0.value) }
        rows += totals.refusals.map { (name: "variants: \($0.reason)", count: $0.count) }
        return Chart.bars(rows)
    }

    private var diversity: String {
        guard let survey = report.export.survey, survey.diversity.answers > 0 else { return "" }
        let found = survey.diversity
        let rows: [(String, String)] = [
            (
                "different words, pairs, triples of words",
                "\(found.distinct(1)), \(found.distinct(2)), \(found.distinct(3))"
            ),
            (
                "likeness to the nearest other answer (mean Jaccard)",
                found.nearestNeighbour.map { "\($0)" } ?? "none"
            ),
            (
                "structures, numbers and names masked",
                "\(found.style.structuralClasses) of \(found.answers) answers"
            ),
            ("most frequent opening", Percent.text(found.style.openingShare)),
            ("flattery", Percent.text(found.style.flatteryShare)),
            ("words of an answer, mean", "\(found.style.meanWords)"),
            ("rows of problems that no person wrote", Percent.text(survey.syntheticShare)),
            ("transforms between a row and its source, mean", "\(survey.meanDepth)"),
        ]
        return Self.table(
            [], rows.map { "<tr><td>\(Markup.escaped($0.0))</td><td class=\"n\">\($0.1)</td></tr>" }
        )
    }

    private var costs: String {
        guard !totals.costs.isEmpty else { return "" }
        let names = [
            "model", "requests", "rollouts", "tokens", "money", "accepted", "money each", "pairs",
            "money each", "identical",
        ]
        let lines = totals.costs.map { cost in
            let cells = [
                Markup.escaped(cost.model), "\(cost.requests)", "\(cost.rollouts)",
                "\(cost.promptTokens + cost.completionTokens)", "\(cost.cost)",
                "\(cost.accepted)", Self.each(cost.cost, cost.accepted), "\(cost.pairs)",
                Self.each(cost.cost, cost.pairs), "\(report.export.identical[cost.model] ?? 0)",
            ]
            return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
        }
        return Self.table(names, lines)
    }

    private static func each(_ money: Money, _ count: Int) -> String {
        money.shared(among: count)?.description ?? "none"
    }

    private var sources: String {
        Self.table(
            ["source", "licence", "real", "variants"],
            totals.sources.prefix(50).map {
                "<tr><td>\(Markup.escaped($0.name))</td><td>\(Markup.escaped($0.licence))</td>"
                    + "<td>\($0.isReal ? "yes" : "no")</td><td class=\"n\">\($0.variants)</td></tr>"
            })
    }

    private var files: String {
        Self.table(
            ["file", "rows"],
            report.export.files.map {
                "<tr><td>\(Markup.escaped($0.path))</td><td class=\"n\">\($0.rows)</td></tr>"
            })
    }

    private static func table(_ names: [String], _ rows: [String]) -> String {
        guard !rows.isEmpty else { return "" }
        let head =
            names.isEmpty ? "" : "<tr>" + names.map { "<th>\($0)</th>" }.joined() + "</tr>\n"
        return "<div class=\"wide\"><table>\n\(head)\(rows.joined(separator: "\n"))\n</table></div>"
    }
}
