internal import LyditeCore
internal import LyditeStore

/// Keeps the first of answers that share most of their runs of words.
struct NearStage: CurationStage {
    static let kind = CurationStageKind(
        "near", "answers that share most runs of words (MinHash, then compared exactly)",
        [
            .init(
                "similarity", .number(0.3...1), .double(0.8),
                "Jaccard similarity from which two are near"),
            .init("words", .integer(1...20), 3, "words of a run"),
        ]
    ) { settings, _ in
        NearStage(
            index: MinHash(
                similarity: settings.number("similarity") ?? 0.8,
                words: settings.integer("words") ?? 3))
    }

    private var index: MinHash

    init(index: MinHash) { self.index = index }

    mutating func omission(of row: CurationRow) throws -> StageOmission? {
        guard let sketch = index.sketch(row.trace.text) else { return nil }
        if let other = try index.near(sketch, text: { try row.text(of: $0) }) {
            return StageOmission("near-duplicate", beside: "#\(other)")
        }
        index.insert(sketch, name: row.trace.row)
        return nil
    }
}
