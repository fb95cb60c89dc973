internal import LyditeCore
internal import LyditeStore

/// Keeps a stated number of rows, and no more.
///
/// Which rows go is decided by their digests, so that no topic that comes late in the run is missing.
struct CountStage: CurationStage {
    static let kind = CurationStageKind(
        "count", "a stated number of rows",
        [.init("rows", .integer(1...1_000_000_000), .null, "the most rows that are kept")]
    ) { settings, seed in CountStage(rows: settings.integer("rows") ?? .max, seed: seed) }

    let rows: Int
    let seed: UInt64
    private var entries: [(key: UInt64, trace: Int64)] = []

    init(rows: Int, seed: UInt64) {
        self.rows = rows
        self.seed = seed
    }

    mutating func omission(of row: CurationRow) -> StageOmission? {
        if row.trace.isSound {
            entries.append((Words.mix(seed ^ row.trace.digest.prefix64), row.trace.row))
        }
        return nil
    }

    mutating func finish(
        _ isOmitted: (Int64) -> Bool
    ) -> [(trace: Int64, omission: StageOmission)] {
        entries.filter { !isOmitted($0.trace) }.sorted { $0 < $1 }.dropFirst(rows)
            .map { ($0.trace, StageOmission("beyond-count", beside: "\(rows) rows")) }
    }
}

extension CurationPlan {
    /// The plan with a bound on the rows that are kept.
    package func keeping(rows: Int) -> CurationPlan {
        let others = stages.filter { $0.kind.name != CountStage.kind.name }
        let count = Stage(CountStage.kind, ["rows": .integer(Int64(rows))])
        return CurationPlan(others + [count])
    }
}
