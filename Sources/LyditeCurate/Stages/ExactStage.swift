internal import LyditeCore
internal import LyditeStore

/// Keeps the first of equal answers to equal questions.
struct ExactStage: CurationStage {
    static let kind = CurationStageKind(
        "exact", "equal answers to equal questions",
        [
            .init(
                "scope", .choice(["problem", "set"]), "problem",
                "whether equal answers of different problems go too")
        ]
    ) { settings, _ in ExactStage(isWhole: settings.text("scope") == "set") }

    let isWhole: Bool
    private var variant: Int64 = -1
    private var seen: [Digest: String] = [:]

    init(isWhole: Bool) { self.isWhole = isWhole }

    mutating func omission(of row: CurationRow) -> StageOmission? {
        if !isWhole, variant != row.variant.row {
            variant = row.variant.row
            seen.removeAll(keepingCapacity: true)
        }
        let text = Digest(of: Array(row.trace.text.utf8))
        if let first = seen[text] { return StageOmission("duplicate", beside: first) }
        seen[text] = row.name
        return nil
    }
}

extension CurationRow {
    /// What a row is called in messages: its problem and the number of its trace.
    var name: String { "\(variant.name) trace \(trace.number)" }
}
