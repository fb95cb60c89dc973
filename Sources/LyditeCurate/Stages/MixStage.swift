internal import LyditeCore
internal import LyditeStore

/// Bounds the share of rows whose problem no person wrote.
struct MixStage: CurationStage {
    static let kind = CurationStageKind(
        "mix", "synthetic rows for each row of a real problem",
        [
            .init(
                "synthetic", .number(0...1), .double(1.0),
                "largest share of rows of synthetic problems")
        ]
    ) { settings, seed in MixStage(share: settings.number("synthetic") ?? 1, seed: seed) }

    let share: Double
    let seed: UInt64
    private var synthetic: [(trace: Int64, key: UInt64)] = []
    private var real: [Int64] = []

    init(share: Double, seed: UInt64) {
        self.share = share
        self.seed = seed
    }

    mutating func omission(of row: CurationRow) -> StageOmission? {
        if row.variant.isReal {
            real.append(row.trace.row)
        } else {
            synthetic.append((row.trace.row, Words.mix(seed ^ row.trace.digest.prefix64)))
        }
        return nil
    }

    mutating func finish(
        _ isOmitted: (Int64) -> Bool
    ) -> [(trace: Int64, omission: StageOmission)] {
        guard share < 1 else { return [] }
        let count = real.count { !isOmitted($0) }
        let bound = Int(Double(count) * share / (1 - share))
        return synthetic.filter { !isOmitted($0.trace) }
            .sorted { ($0.key, $0.trace) < ($1.key, $1.trace) }
            .dropFirst(bound)
            .map {
                (
                    $0.trace,
                    StageOmission("over-synthetic-share", beside: "\(bound) for \(count) real")
                )
            }
    }
}
