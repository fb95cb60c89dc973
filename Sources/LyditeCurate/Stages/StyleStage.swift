internal import LyditeCore
internal import LyditeStore

/// Leaves out answers that flatter, and those that take far more words than others for the same problem.
struct StyleStage: CurationStage {
    static let kind = CurationStageKind(
        "style", "flattery, excess words",
        [
            .init("sycophancy", .flag, false, "whether answers that flatter are taken"),
            .init(
                "verbosity", .number(1...1000), .null,
                "most words, as a multiple of the mean of earlier ones for the same problem"),
        ]
    ) { settings, _ in
        StyleStage(
            takesFlattery: settings.flag("sycophancy"), verbosity: settings.number("verbosity"))
    }

    let takesFlattery: Bool
    let verbosity: Double?
    private var variant: Int64 = -1
    private var words = 0
    private var count = 0
    /// A mean of fewer says nothing.
    private static let leastAnswers = 3

    init(takesFlattery: Bool, verbosity: Double?) {
        self.takesFlattery = takesFlattery
        self.verbosity = verbosity
    }

    mutating func omission(of row: CurationRow) -> StageOmission? {
        if !takesFlattery, let phrase = StyleMeter.flattery(in: row.trace.text) {
            return StageOmission("sycophancy", beside: phrase)
        }
        guard let verbosity else { return nil }
        if variant != row.variant.row { (variant, words, count) = (row.variant.row, 0, 0) }
        let own = Words.hashes(of: row.trace.text).count
        if count >= Self.leastAnswers, Double(own) > verbosity * Double(words) / Double(count) {
            return StageOmission("verbosity", beside: "\(own) words, mean \(words / count)")
        }
        words += own
        count += 1
        return nil
    }
}
