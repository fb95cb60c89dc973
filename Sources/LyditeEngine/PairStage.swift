internal import LyditeCore
internal import LyditeCurate
internal import LyditeStore

/// All pairs of a store, made anew: first those that each problem gives by itself, then the choice among them.
///
/// Memory holds one trace, the pool that pairs are made from, and a few bytes for each pair.
struct PairStage {
    let storePath: String
    let store: StoreWriter
    let rules: PairRules

    /// Variants whose pairs go to the store at once: each call costs a change of threads.
    private static let batch = 64

    /// One possible pair, as the choice among all needs it.
    private struct Place {
        var variant: Int64
        var chosen: Int64
        var rejected: Int64
        var family: Int32
        var kind: Int32
        var rule: Int32
        var chosenBytes: Int32
        var rejectedBytes: Int32
    }

    /// - Parameter see: Told of every trace on the way, with its variant.
    func run(_ see: (StoredVariant, StoredTrace) throws -> Void) async throws -> PairTally {
        try await store.clearPairs()
        try await store.setFact("pairRules", rules.json.text)
        let cursor = try StoreReader(path: storePath).variants()
        var balance = PairBalance(rules: rules)
        var places: [Place] = []
        var names = NameTable()
        var pending: [(variant: Int64, pairs: [Pair])] = []
        while let variant = try cursor.next() {
            let pairs = try pairs(of: variant, cursor, see)
            for pair in pairs {
                let kind = pair.facts["errorClass"]?.stringValue ?? "other"
                var generator = SeededGenerator(
                    seed: rules.seed, parent: pair.digest, stage: "pairs", index: 0)
                let (chosen, rejected) = (
                    pair.chosen.text.utf8.count, pair.rejected.text.utf8.count
                )
                balance.add(
                    family: variant.family, kind: kind, chosenBytes: chosen,
                    rejectedBytes: rejected, key: generator.next(),
                    isSpecial: pair.rule == "minimal-edit")
                places.append(
                    Place(
                        variant: variant.row, chosen: pair.chosen.row, rejected: pair.rejected.row,
                        family: names.place(variant.family), kind: names.place(kind),
                        rule: names.place(pair.rule), chosenBytes: Int32(clamping: chosen),
                        rejectedBytes: Int32(clamping: rejected)))
            }
            pending.append((variant.row, pairs))
            if pending.count == Self.batch {
                try await store.add(pending)
                pending = []
            }
        }
        try await store.add(pending)
        let tally = try await choose(&balance, places, names)
        try await store.commit()
        return tally
    }

    private func pairs(
        of variant: StoredVariant, _ cursor: VariantCursor,
        _ see: (StoredVariant, StoredTrace) throws -> Void
    ) throws -> [Pair] {
        let counts = try cursor.counts(of: variant)
        let rate = counts.decided == 0 ? 0 : Double(counts.correct) / Double(counts.decided)
        var maker = PairMaker(
            prompt: variant.statement, language: CheckLanguage.of(variant), rules: rules)
        let isWanted = rules.passRate.contains(rate)
        try cursor.eachTrace(of: variant) { trace in
            try see(variant, trace)
            if isWanted { maker.add(trace) }
        }
        let made = maker.pairs()
        guard isWanted, made.count < rules.perProblem else { return made }
        let rated = try cursor.ratings(of: variant).compactMap { rating in
            try cursor.trace(rating.trace).map { ($0, rating.score, rating.kind) }
        }
        return made + RatedPairs.of(rated, rules: rules, used: made.count)
    }

    private func choose(
        _ balance: inout PairBalance, _ places: [Place], _ names: NameTable
    ) async throws -> PairTally {
        var tally = PairTally()
        tally.possible = places.count
        var omitted: [(variant: Int64, chosen: Int64, rejected: Int64, reason: String)] = []
        for (place, reason) in zip(places, balance.choose()) {
            if let reason {
                tally.omitted[reason, default: 0] += 1
                omitted.append((place.variant, place.chosen, place.rejected, reason.rawValue))
                continue
            }
            tally.kept += 1
            tally.rules[names[place.rule], default: 0] += 1
            tally.classes[names[place.kind], default: 0] += 1
            tally.families[names[place.family], default: 0] += 1
            tally.add(
                chosenBytes: Int(place.chosenBytes), rejectedBytes: Int(place.rejectedBytes))
        }
        try await store.omit(omitted)
        return tally
    }
}
