internal import LyditeCore
internal import LyditeStore

/// Keeps what was made of problems of two splits out of both.
///
/// A split follows the source problem. A composed problem has a second source: where that one stands in another split,
/// the row would carry a held-out problem into training.
struct HoldOutStage: CurationStage {
    static let kind = CurationStageKind(
        "hold-out", "relatives of problems that are held out, by lineage",
        [
            .init("depth", .integer(0...1000), .null, "most transforms between source and row"),
            .init(
                "real-evaluation", .flag, false,
                "whether validation and test hold problems of people alone"),
        ]
    ) { settings, _ in
        HoldOutStage(
            maximumDepth: settings.integer("depth"),
            isEvaluationReal: settings.flag("real-evaluation"))
    }

    let maximumDepth: Int?
    let isEvaluationReal: Bool
    /// The split of each family, by its name.
    private var splits: [String: Split] = [:]
    /// The last problem asked about, as its traces come one after the other.
    private var last: (variant: Int64, omission: StageOmission?) = (-1, nil)
    let wantsProblems = true
    let concernsProblems = true

    init(maximumDepth: Int?, isEvaluationReal: Bool) {
        self.maximumDepth = maximumDepth
        self.isEvaluationReal = isEvaluationReal
    }

    mutating func prepare(_ variant: StoredVariant) {
        splits[variant.family] = Split(source: variant.sourceDigest)
    }

    mutating func omission(of row: CurationRow) -> StageOmission? {
        if last.variant != row.variant.row { last = (row.variant.row, judge(row.variant)) }
        return last.omission
    }

    private func judge(_ variant: StoredVariant) -> StageOmission? {
        if let maximumDepth, variant.depth > maximumDepth {
            return StageOmission("too-deep", beside: "depth \(variant.depth)")
        }
        let own = Split(source: variant.sourceDigest)
        if isEvaluationReal, own != .train, !variant.isReal {
            return StageOmission("synthetic-evaluation", beside: own.rawValue)
        }
        let other = Ancestry.partners(of: variant).first { name in
            splits[name].map { $0 != own } ?? false
        }
        return other.map { StageOmission("relative-of-held-out", beside: $0) }
    }
}
