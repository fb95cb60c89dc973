package import LyditeCore
internal import LyditeCurate
internal import LyditeExport
internal import LyditeFiles
internal import LyditeStore

/// The facts of a finished run: `report.json`, `report.html` and the table at the end.
package struct RunReport: Sendable {
    package var seed: UInt64
    package var export: ExportResult
    package var notes: InputNotes
    /// What is left to do, a sentence each; none for a run that is whole.
    package var unfinished: [String]
    package var remarks: [String]
    package var budget: Money?
    package var seconds: Double

    /// The contract's fields first, in its order.
    package var json: JSON {
        .object(contractMembers + furtherMembers)
    }

    private var contractMembers: [JSON.Member] {
        let totals = export.totals
        let traces: JSON = [
            "correct": Self.count(totals.correct), "incorrect": Self.count(totals.incorrect),
            "undecided": Self.count(totals.undecided),
        ]
        let kept: JSON = [
            "sft": Self.count(export.rows("default")), "dpo": Self.count(export.rows("dpo")),
        ]
        return [
            .init("version", .string(Version.lydite)), .init("seed", .bigInteger(String(seed))),
            .init("problems", Self.count(totals.problems)),
            .init("variants", Self.count(totals.variants)),
            .init("rollouts", Self.count(totals.rollouts)), .init("traces", traces),
            .init("undecidedBy", Self.object(byCause)), .init("pairs", Self.count(totals.pairs)),
            .init("kept", kept), .init("isolation", .string(isolation)),
            .init("cost", cost),
        ]
    }

    private var furtherMembers: [JSON.Member] {
        let totals = export.totals
        let files = export.files.map { file -> JSON in
            ["path": .string(file.path), "rows": Self.count(file.rows)]
        }
        let empty = export.emptySplits.map {
            JSON.Member($0, "no source problem fell into this split")
        }
        let dropped = export.dropped.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return [
            .init("incorrectBy", Self.object(byFault)),
            .init("wrongSteps", Self.count(totals.wrongSteps)),
            .init("dropped", Self.object(dropped)),
            .init("refusedVariants", Self.object(totals.refusals.map { ($0.reason, $0.count) })),
            .init("lengthAUC", export.lengthBias.areaUnderCurve.map { .double($0) } ?? .null),
            .init("labelError", labelError), .init("survey", export.survey?.json ?? .null),
            .init("curation", export.curation.json), .init("pairSelection", export.pairs.json),
            .init("files", .array(files)), .init("emptySplits", .object(empty)),
            .init("topics", Self.object(totals.topics.map { ($0.name, $0.variants) })),
            .init("models", .array(totals.models.map { .string($0) })),
            .init("input", notes.json),
            .init("unfinished", .array(unfinished.map { .string($0) })),
            .init("remarks", .array(remarks.map { .string($0) })),
            .init("seconds", .double((seconds * 1000).rounded() / 1000)),
        ]
    }

    package var tokens: Int {
        export.totals.costs.reduce(0) { $0 + $1.promptTokens + $1.completionTokens }
    }

    package var money: Money { export.totals.costs.reduce(.zero) { $0 + $1.cost } }

    /// Tokens and money in all, then by model: also for each accepted trace and each pair.
    private var cost: JSON {
        let costs = export.totals.costs
        // A run without models keeps the two numbers that it always had.
        guard !costs.isEmpty else { return ["tokens": 0, "money": 0] }
        let accepted = costs.map(\.accepted).reduce(0, +)
        let pairs = costs.map(\.pairs).reduce(0, +)
        return [
            "tokens": Self.count(tokens), "money": .double(money.double),
            "budget": budget.map { .double($0.double) } ?? .null,
            "perAccepted": Self.part(money, accepted), "perPair": Self.part(money, pairs),
            "models": .array(costs.map(model)),
        ]
    }

    private func model(_ cost: ModelCost) -> JSON {
        let tokens = cost.promptTokens + cost.completionTokens
        return [
            "model": .string(cost.model), "requests": Self.count(cost.requests),
            "promptTokens": Self.count(cost.promptTokens),
            "completionTokens": Self.count(cost.completionTokens),
            "money": .double(cost.cost.double), "assumedMoney": .double(cost.assumed.double),
            "rollouts": Self.count(cost.rollouts),
            "identical": Self.count(export.identical[cost.model] ?? 0),
            "accepted": Self.count(cost.accepted), "pairs": Self.count(cost.pairs),
            "tokensPerAccepted": cost.accepted > 0 ? Self.count(tokens / cost.accepted) : .null,
            "moneyPerAccepted": Self.part(cost.cost, cost.accepted),
            "tokensPerPair": cost.pairs > 0 ? Self.count(tokens / cost.pairs) : .null,
            "moneyPerPair": Self.part(cost.cost, cost.pairs),
        ]
    }

    /// The share of wrong labels among rows that a person looked at; null where nobody did.
    private var labelError: JSON {
        let totals = export.totals
        guard totals.marked > 0 else { return .null }
        let interval = Interval(totals.markedWrong, of: totals.marked)
        return [
            "wrong": Self.count(totals.markedWrong), "of": Self.count(totals.marked),
            "low": .double((interval.low * 1e4).rounded() / 1e4),
            "high": .double((interval.high * 1e4).rounded() / 1e4),
        ]
    }

    private static func part(_ money: Money, _ count: Int) -> JSON {
        money.shared(among: count).map { .double($0.double) } ?? .null
    }

    package var isolation: String {
        let levels = export.totals.isolationLevels
        return levels.isEmpty ? "none" : levels.joined(separator: "+")
    }

    package var byCause: [(String, Int)] {
        Cause.allCases.compactMap { cause in
            export.totals.verdicts[Verdict.undecided(cause)].map { (cause.rawValue, $0) }
        }
    }

    package var byFault: [(String, Int)] {
        Fault.allCases.compactMap { fault in
            export.totals.verdicts[Verdict.incorrect(fault)].map { (fault.rawValue, $0) }
        }
    }

    func write(to folder: String) throws(FileError) {
        for (name, text) in [
            ("report.html", ReportPage(report: self).text), ("report.json", json.text + "\n"),
        ] {
            let file = try OutputFile(folder + "/" + name)
            try file.write(text)
            try file.commit()
        }
    }

    private static func count(_ value: Int) -> JSON { .integer(Int64(value)) }

    private static func object(_ pairs: [(String, Int)]) -> JSON {
        .object(pairs.map { JSON.Member($0.0, count($0.1)) })
    }
}
