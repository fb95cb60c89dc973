internal import LyditeCore
internal import LyditeStore

/// Leaves out problems that a benchmark has too, and everything that was made of their sources.
struct DecontaminationStage: CurationStage {
    static let kind = CurationStageKind(
        "decontaminate", "problems of benchmarks, and all relatives of such problems",
        [
            .init("benchmarks", .files, [], "JSONL files, a problem a line"),
            .init(
                "column", .texts, ["statement", "question", "problem", "prompt", "text"],
                "columns that may hold the statement, the first that is there"),
            .init("relatives", .flag, true, "whether all rows of a leaked source go"),
        ]
    ) { settings, _ in
        DecontaminationStage(
            index: try BenchmarkIndex(
                files: settings.files("benchmarks", of: "decontaminate"),
                columns: settings.texts("column")),
            takesRelatives: settings.flag("relatives"))
    }

    private let index: BenchmarkIndex
    private let takesRelatives: Bool
    /// Problems that were found, and the source of each, with what they were found beside.
    private var found: [Int64: String] = [:]
    private var sources: [String: String] = [:]
    let wantsProblems = true
    let concernsProblems = true

    init(index: BenchmarkIndex, takesRelatives: Bool) {
        self.index = index
        self.takesRelatives = takesRelatives
    }

    mutating func prepare(_ variant: StoredVariant) {
        guard let match = index.match(variant.statement) else { return }
        found[variant.row] = match
        if takesRelatives, sources[variant.family] == nil {
            sources[variant.family] = "\(variant.name), which is like \(match)"
        }
    }

    mutating func omission(of row: CurationRow) -> StageOmission? {
        if let match = found[row.variant.row] { return StageOmission("benchmark", beside: match) }
        guard !sources.isEmpty else { return nil }
        for family in [row.variant.family] + Ancestry.partners(of: row.variant) {
            guard let match = sources[family] else { continue }
            return StageOmission("relative-of-benchmark", beside: match)
        }
        return nil
    }
}
