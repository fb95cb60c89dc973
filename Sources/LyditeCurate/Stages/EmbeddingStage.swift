internal import LyditeCore
internal import LyditeFiles
internal import LyditeStore

/// Keeps the first of answers whose embeddings point the same way. The vectors come from a file that any model may have made.
struct EmbeddingStage: CurationStage {
    static let kind = CurationStageKind(
        "embedding", "answers whose embeddings point the same way",
        [
            .init("vectors", .files, [], "JSONL of {\"trace\": DIGEST, \"vector\": [NUMBER, ...]}"),
            .init("similarity", .number(0.5...1), .double(0.92), "cosine from which two are near"),
        ]
    ) { settings, _ in
        EmbeddingStage(
            index: try VectorIndex(files: settings.files("vectors", of: "embedding")),
            similarity: Float(settings.number("similarity") ?? 0.92))
    }

    private var index: VectorIndex
    private let similarity: Float
    private(set) var unmeasured = 0

    init(index: VectorIndex, similarity: Float) {
        self.index = index
        self.similarity = similarity
    }

    mutating func omission(of row: CurationRow) -> StageOmission? {
        guard let place = index.place(of: row.trace.digest) else {
            unmeasured += 1
            return nil
        }
        if let other = index.near(place, similarity: similarity) {
            return StageOmission("same-meaning", beside: "trace \(other.short)")
        }
        index.insert(place)
        return nil
    }
}
