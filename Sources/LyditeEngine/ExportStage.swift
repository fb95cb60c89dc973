internal import LyditeCore
internal import LyditeCurate
internal import LyditeExport
internal import LyditeFiles
internal import LyditeStore

/// The last stage: pairs from the stored traces, then the files of the data set.
///
/// Memory holds one trace, the pool that pairs are made from, and a few bytes a pair. The files depend on the store's
/// content alone.
struct ExportStage {
    let folder: String
    let storePath: String
    let store: StoreWriter
    let seed: UInt64
    let configuration: Digest
    let keepsReasoning: Bool
    /// Nil for those that the store's pairs were made by, or the usual ones.
    var pairRules: PairRules?
    /// Nil for the store's own, or the usual one.
    var curation: CurationPlan?

    /// The configs of a run's own folder; `lydite export --to hf-repo` has more.
    private static let configs = ["default", "dpo"]

    /// Whether every file of a finished export is still there, the data files whole.
    func hasFiles(_ written: String) -> Bool {
        let names = ["README.md", "report.json"]
        return names.allSatisfy { FileBytes.kind(folder + "/" + $0) == .file }
            && written.split(separator: "\n").allSatisfy { line in
                let parts = line.split(separator: " ", maxSplits: 1)
                return parts.count == 2
                    && FileBytes.count("\(folder)/\(parts[1])") == Int(parts[0])
            }
    }

    func run() async throws -> ExportResult {
        var result = ExportResult()
        var usual = PairRules()
        usual.seed = seed
        let stored = try await store.fact("pairRules").map {
            PairRules(json: try JSONParser.parse($0))
        }
        let rules = pairRules ?? stored ?? usual
        let plan = try await store.fact("curation").map {
            CurationPlan(json: try JSONParser.parse($0))
        }
        result.curation = try await CurationPass(
            storePath: storePath, store: store, plan: curation ?? plan ?? .usual, seed: seed
        ).run()
        let stage = PairStage(storePath: storePath, store: store, rules: rules)
        let reader = try StoreReader(path: storePath)
        var survey = RunSurvey(
            seed: seed, traces: try reader.traceCount(), unbiased: try reader.unbiasedRollouts())
        result.pairs = try await stage.run { survey.add($0, $1) }
        survey.close()
        result.survey = survey
        result.examples = try PairExamples.take(from: storePath)
        try writeRows(&result)
        result.totals = try StoreReader(path: storePath).totals()
        for config in Self.configs {
            for split in Split.allCases
            where !result.files.contains(where: {
                $0.config == config && $0.split == split.rawValue
            }) {
                result.emptySplits.append("\(config)/\(split.rawValue)")
            }
        }
        try writeCard(result)
        return result
    }

    private func writeRows(_ result: inout ExportResult) throws {
        let reader = try StoreReader(path: storePath)
        let writer = DataSetWriter(folder: folder, splits: Split.allCases.map(\.rawValue))
        let cursor = try reader.variants()
        let maker = ExampleMaker(cursor: cursor, keepsReasoning: keepsReasoning)
        let parts = ExportFormat.repository.parts.filter { Self.configs.contains($0.config) }
        var row = JSONWriter(capacity: 8 << 10)
        while let variant = try cursor.next() {
            let split = Split(source: variant.sourceDigest).rawValue
            for part in parts {
                let omitted = try maker.each(part.source, of: variant) { example in
                    if let reason = example.omission(maximumBytes: .max, leastAnswerBytes: 1) {
                        result.dropped[reason.rawValue, default: 0] += 1
                        return
                    }
                    row.reset()
                    row.beginObject()
                    part.write(example, &row)
                    row.endObject()
                    row.newline()
                    try writer.add(row.bytes, config: part.config, split: split)
                }
                result.dropped.merge(omitted, uniquingKeysWith: +)
            }
        }
        result.files = try writer.commit(configs: Self.configs)
        if writer.dateRows > 0 { result.dropped["column-of-dates"] = writer.dateRows }
    }

    private func writeCard(_ result: ExportResult) throws {
        var card = DataSetCard(
            files: result.files, totals: result.totals, seed: seed,
            lengthBias: result.pairs.lengthBias.areaUnderCurve, configDigest: configuration.short,
            emptySplits: result.emptySplits)
        card.curation = result.curation.stages.flatMap { stage in
            stage.reasons.map { (stage.name, $0.reason, $0.count) }
        }
        card.notes =
            PairNotes.lines(result.pairs)
            + ScoreNotes.lines(try StoreReader(path: storePath).facts())
        card.syntheticShare = result.survey?.syntheticShare
        card.meanDepth = result.survey?.meanDepth
        let file = try OutputFile(folder + "/README.md")
        try file.write(card.text)
        try file.commit()
    }
}

/// What the card says of the pairs.
private enum PairNotes {
    static func lines(_ pairs: PairTally) -> [(String, String)] {
        guard pairs.possible > 0 else { return [] }
        return [
            ("pairs kept, of those possible", "\(pairs.kept) of \(pairs.possible)"),
            (
                "largest class of error, largest family",
                "\(Percent.text(pairs.largestClass)), \(Percent.text(pairs.largestFamily))"
            ),
        ]
    }
}
