internal import LyditeCore
internal import LyditeStore

/// What the loop reads out of the stores of its runs.
enum StoredAnswers {
    /// How often each source was solved in one store.
    static func rates(
        in store: String, sources: SourceSet
    ) throws -> [String: Curriculum.Rate] {
        let ids = Dictionary(sources.all.map { ($0.family, $0.id) }) { first, _ in first }
        var rates: [String: Curriculum.Rate] = [:]
        let cursor = try StoreReader(path: store).variants()
        while let variant = try cursor.next() {
            guard let id = ids[variant.family] else { continue }
            let counts = try cursor.counts(of: variant)
            var rate = rates[id] ?? Curriculum.Rate(correct: 0, decided: 0)
            rate.correct += counts.correct
            rate.decided += counts.decided
            rates[id] = rate
        }
        return rates
    }

    static func verdicts(in store: String) throws -> JSON {
        let totals = try StoreReader(path: store).totals()
        return [
            "problems": .integer(Int64(totals.problems)),
            "variants": .integer(Int64(totals.variants)),
            "correct": .integer(Int64(totals.correct)),
            "incorrect": .integer(Int64(totals.incorrect)),
            "undecided": .integer(Int64(totals.undecided)),
            "wrongSteps": .integer(Int64(totals.wrongSteps)),
        ]
    }

    /// The meter's reading of the answers to the held-out problems.
    static func reading(
        of store: String, tail: CollapseMeter.Tail?, jobs: Int
    ) async throws -> MeterReading {
        var meter = CollapseMeter(tail: tail)
        var probe = RewriteProbe()
        let cursor = try StoreReader(path: store).variants()
        while let variant = try cursor.next() {
            var traces: [StoredTrace] = []
            try cursor.eachTrace(of: variant) { traces.append($0) }
            let check = try? JSONParser.parse(variant.check)
            let gold = check?["gold"]?.stringValue
            meter.add(gold: gold, traces)
            // A spec would have to go with the row; such problems are left to the other readings.
            if let gold, check?["spec"] == nil, let first = traces.first {
                probe.add(gold: gold, first)
            }
        }
        return meter.reading(rewritten: try await probe.run(jobs: jobs))
    }

    /// The texts of all sound answers.
    static func solutions(in store: String) throws -> [String] {
        var texts: [String] = []
        let cursor = try StoreReader(path: store).variants()
        while let variant = try cursor.next() {
            try cursor.eachTrace(of: variant) { if $0.isSound { texts.append($0.text) } }
        }
        return texts
    }
}
