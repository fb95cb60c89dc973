internal import LyditeCore
internal import LyditeStore

/// Leaves out answers that are too short or too long, or that repeat themselves.
struct LengthStage: CurationStage {
    static let kind = CurationStageKind(
        "length", "too short, too long, repeating itself",
        [
            .init("min-bytes", .integer(0...(1 << 26)), 1, "shortest answer"),
            .init("max-bytes", .integer(1...(1 << 26)), 65_536, "longest answer"),
            .init(
                "max-line-share", .number(0...1), .double(0.3),
                "share of lines that stand before already"),
            .init(
                "max-run-share", .number(0...1), .double(0.3), "share of runs of ten words that do"),
        ]
    ) { settings, _ in
        LengthStage(
            least: settings.integer("min-bytes") ?? 1,
            most: settings.integer("max-bytes") ?? .max,
            lineShare: settings.number("max-line-share") ?? 1,
            runShare: settings.number("max-run-share") ?? 1)
    }

    let least: Int
    let most: Int
    let lineShare: Double
    let runShare: Double
    /// Shorter answers repeat a phrase without meaning anything by it.
    private static let leastLines = 6
    private static let leastRuns = 20

    mutating func omission(of row: CurationRow) -> StageOmission? {
        let bytes = row.trace.text.utf8.count
        if bytes < least { return StageOmission("too-short", beside: "\(bytes) bytes") }
        if bytes > most { return StageOmission("too-long", beside: "\(bytes) bytes") }
        let lines = row.trace.text.split(separator: "\n").filter { $0.utf8.count > 3 }
        if lines.count >= Self.leastLines, Self.repeated(lines) > lineShare {
            return StageOmission("repeated-lines")
        }
        let runs = Words.runs(Words.hashes(of: row.trace.text), of: 10)
        if runs.count >= Self.leastRuns, Self.repeated(runs) > runShare {
            return StageOmission("repeated-words")
        }
        return nil
    }

    private static func repeated<T: Hashable>(_ items: [T]) -> Double {
        1 - Double(Set(items).count) / Double(items.count)
    }
}
