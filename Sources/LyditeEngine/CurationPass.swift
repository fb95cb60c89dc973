internal import LyditeCore
internal import LyditeCurate
internal import LyditeStore

/// All stages of a plan over a store: what they leave out is stored, and forgotten by the next pass.
///
/// Memory holds one trace and what the stages remember of those before.
struct CurationPass {
    let storePath: String
    let store: StoreWriter
    let plan: CurationPlan
    let seed: UInt64

    private static let batch = 500

    func run() async throws -> CurationTally {
        var curator = try Curator(plan, seed: seed)
        try await store.clearOmissions()
        try await store.setFact("curation", plan.json.text)
        if curator.wantsProblems {
            let cursor = try StoreReader(path: storePath).variants()
            while let variant = try cursor.next() { curator.prepare(variant) }
        }
        let cursor = try StoreReader(path: storePath).variants()
        var pending: [StoreWriter.Omission] = []
        while let variant = try cursor.next() {
            let counts = try cursor.counts(of: variant)
            let rate = counts.decided == 0 ? 0 : Double(counts.correct) / Double(counts.decided)
            let language = CheckLanguage.of(variant)
            try cursor.eachTrace(of: variant) { stored in
                guard stored.verdict.isDecided else { return }
                var trace = stored
                trace.omittedBy = nil
                let row = CurationRow(
                    variant: variant, trace: trace, passRate: rate, decided: counts.decided,
                    language: language, cursor: cursor)
                guard let omission = try curator.omission(of: row) else { return }
                pending.append(Self.stored(omission))
            }
            if pending.count >= Self.batch {
                try await store.add(pending)
                pending = []
            }
        }
        try await store.add(pending)
        try await store.add(curator.finish().map(Self.stored))
        try await store.commit()
        return curator.tally
    }

    private static func stored(_ omission: Curator.Omission) -> StoreWriter.Omission {
        StoreWriter.Omission(
            trace: omission.trace, stage: omission.stage, reason: omission.omission.reason,
            beside: omission.omission.beside)
    }
}
