internal import LyditeCore
internal import LyditeExport
internal import LyditeFiles
internal import LyditeStore

/// The rows that one training gets: demonstrations and the policy's own answers, every one with a verdict.
struct TrainingSet {
    /// One store of answers.
    struct Source {
        enum Kind: String {
            case demonstrations
            case policy
            /// Worked solutions in place of failures.
            case rewritten
        }

        var kind: Kind
        var store: String
        var round: Int
        var descents: DescentTable
    }

    /// What became of the rows.
    struct Ledger {
        var demonstrations = 0
        var policy = 0
        var rewritten = 0
        var withoutReal = 0
        var pairs = 0
        var depths: [Int: Int] = [:]
        var refused: [RowRules.Refusal: Int] = [:]

        var rows: Int { demonstrations + policy + rewritten }

        var json: JSON {
            func count(_ value: Int) -> JSON { .integer(Int64(value)) }
            return [
                "rows": count(rows), "demonstrations": count(demonstrations),
                "policy": count(policy), "rewritten": count(rewritten),
                "withoutRealSource": count(withoutReal), "pairs": count(pairs),
                "depths": .object(
                    depths.sorted { $0.key < $1.key }.map {
                        JSON.Member("\($0.key)", count($0.value))
                    }),
                "refused": .object(
                    RowRules.Refusal.allCases.compactMap { reason in
                        refused[reason].map { JSON.Member(reason.rawValue, count($0)) }
                    }),
            ]
        }
    }

    private struct Candidate {
        var source: Int
        var trace: Int64
        var key: UInt64
        var hasReal: Bool
        var depth: Int
    }

    let plan: LoopPlan
    let rules: RowRules
    let sources: [Source]

    func write(to folder: String) throws -> Ledger {
        try FileBytes.makeFolder(folder)
        var ledger = Ledger()
        let chosen = try choose(&ledger)
        try writeAnswers(chosen, to: folder + "/sft.jsonl", &ledger)
        try writePairs(to: folder + "/dpo.jsonl", &ledger)
        try RoundFolder.write(ledger.json, to: folder + "/ledger.json")
        return ledger
    }

    // MARK: The choice

    /// The rows of each store that stay, by their trace.
    private func choose(_ ledger: inout Ledger) throws -> [Set<Int64>] {
        var found: [Candidate] = []
        var texts: Set<Digest> = []
        for (index, source) in sources.enumerated() {
            let cursor = try StoreReader(path: source.store).variants()
            while let variant = try cursor.next() {
                let descent = source.descents.descent(of: variant)
                let problem = rules.refusal(of: variant, descent)
                try cursor.eachTrace(of: variant) { trace in
                    if let reason = problem ?? rules.refusal(of: trace) {
                        ledger.refused[reason, default: 0] += 1
                        return
                    }
                    let text = Digest(of: Array("\(variant.statement)\u{0}\(trace.text)".utf8))
                    guard texts.insert(text).inserted else {
                        ledger.refused[.duplicate, default: 0] += 1
                        return
                    }
                    guard trace.omittedBy == nil else {
                        ledger.refused[.curated, default: 0] += 1
                        return
                    }
                    var generator = SeededGenerator(
                        seed: UInt64(plan.seed), parent: trace.digest, stage: "replay", index: 0)
                    found.append(
                        Candidate(
                            source: index, trace: trace.row, key: generator.next(),
                            hasReal: descent?.hasRealSource ?? false, depth: descent?.depth ?? 0))
                }
            }
        }
        let real = found.filter { sources[$0.source].kind == .demonstrations }
        var others = found.filter { sources[$0.source].kind != .demonstrations }
        if plan.training.replay > 0 {
            let most = Double(real.count) * (1 - plan.training.replay) / plan.training.replay
            cut(&others, to: Int(most), .replay, &ledger)
        }
        limitRootless(&others, beside: real, &ledger)
        var chosen = [Set<Int64>](repeating: [], count: sources.count)
        for one in real + others {
            chosen[one.source].insert(one.trace)
            ledger.depths[one.depth, default: 0] += 1
            if !one.hasReal { ledger.withoutReal += 1 }
        }
        return chosen
    }

    /// Leaves so many, drawn by the seed.
    private func cut(
        _ rows: inout [Candidate], to most: Int, _ reason: RowRules.Refusal, _ ledger: inout Ledger
    ) {
        guard rows.count > most else { return }
        ledger.refused[reason, default: 0] += rows.count - most
        let bound = rows.map(\.key).sorted()[most]
        rows = rows.filter { $0.key < bound }
    }

    /// Holds rows without a real source to their share of all that stay.
    private func limitRootless(
        _ rows: inout [Candidate], beside real: [Candidate], _ ledger: inout Ledger
    ) {
        let share = plan.grounding.withoutReal
        guard share < 1 else { return }
        var rootless = rows.filter { !$0.hasReal }
        let rooted = rows.filter(\.hasReal)
        let others = rooted.count + real.count { $0.hasReal }
        cut(&rootless, to: Int(Double(others) * share / (1 - share)), .withoutReal, &ledger)
        rows = rooted + rootless
    }

    // MARK: The files

    private func writeAnswers(
        _ chosen: [Set<Int64>], to path: String, _ ledger: inout Ledger
    ) throws {
        let file = try OutputFile(path)
        let format = Self.part("trl-sft")
        var row = JSONWriter(capacity: 8 << 10)
        for (index, source) in sources.enumerated() where !chosen[index].isEmpty {
            let cursor = try StoreReader(path: source.store).variants()
            while let variant = try cursor.next() {
                let counts = try cursor.counts(of: variant)
                let meta = RowMeta(
                    variant: variant, correct: counts.correct, decided: counts.decided)
                try cursor.eachTrace(of: variant) { trace in
                    guard chosen[index].contains(trace.row) else { return }
                    let example = TrainingExample(
                        prompt: variant.statement, content: .answer(trace.text),
                        meta: Self.noted(meta.text(trace), source, variant), isCode: false)
                    row.reset()
                    row.beginObject()
                    format.write(example, &row)
                    row.endObject()
                    row.newline()
                    try file.write(row.bytes)
                    switch source.kind {
                    case .demonstrations: ledger.demonstrations += 1
                    case .policy: ledger.policy += 1
                    case .rewritten: ledger.rewritten += 1
                    }
                }
            }
        }
        try file.commit()
    }

    /// Pairs of the policy's own answers: both sides have a verdict, and their problem keeps the rules of rows.
    private func writePairs(to path: String, _ ledger: inout Ledger) throws {
        let file = try OutputFile(path)
        let format = Self.part("trl-dpo")
        var row = JSONWriter(capacity: 8 << 10)
        for source in sources where source.kind == .policy {
            let cursor = try StoreReader(path: source.store).variants()
            while let variant = try cursor.next() {
                guard rules.refusal(of: variant, source.descents.descent(of: variant)) == nil
                else { continue }
                let counts = try cursor.counts(of: variant)
                let meta = RowMeta(
                    variant: variant, correct: counts.correct, decided: counts.decided)
                try cursor.eachPair(of: variant) { pair in
                    guard rules.refusal(of: pair.chosen) == nil,
                        pair.rejected.verdict.isDecided, pair.chosen.text != pair.rejected.text
                    else { return }
                    let example = TrainingExample(
                        prompt: variant.statement,
                        content: .preference(
                            chosen: pair.chosen.text, rejected: pair.rejected.text),
                        meta: Self.noted(meta.text(pair), source, variant), isCode: false)
                    row.reset()
                    row.beginObject()
                    format.write(example, &row)
                    row.endObject()
                    row.newline()
                    try file.write(row.bytes)
                    ledger.pairs += 1
                }
            }
        }
        try file.commit()
    }

    private static func part(_ name: String) -> ExportFormat.Part {
        guard let format = ExportFormat.all.first(where: { $0.name == name }) else {
            preconditionFailure("the format \(name) is one of ours")
        }
        return format.parts[0]
    }

    /// The `meta` of a row with what the loop knows of it.
    private static func noted(
        _ meta: String, _ source: Source, _ variant: StoredVariant
    ) -> String {
        guard let members = (try? JSONParser.parse(meta))?.members else { return meta }
        var added = [
            JSON.Member("round", .integer(Int64(source.round))),
            JSON.Member("origin", .string(source.kind.rawValue)),
        ]
        if let descent = source.descents.descent(of: variant) {
            switch descent.ground {
            case .source: added.append(JSON.Member("ground", "source"))
            case .proof: added.append(JSON.Member("ground", "proof"))
            case .agreement(let votes, let all):
                added.append(JSON.Member("ground", .string("agreement \(votes) of \(all)")))
            }
            added.append(JSON.Member("ancestry", .integer(Int64(descent.depth))))
        }
        if source.kind == .rewritten { added.append(JSON.Member("rewritten", "from-gold")) }
        return JSON.object(members + added).text
    }
}
