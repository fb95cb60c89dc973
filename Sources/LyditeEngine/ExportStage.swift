internal import LyditeCore
package import LyditeCurate
package import LyditeExport
internal import LyditeFiles
package import LyditeStore

/// The last stage: pairs from the stored traces, and the files of the data set, in one pass over the store.
///
/// Memory holds one trace and the pool that pairs are made from. The files depend on the store's content alone.
struct ExportStage {
    let folder: String
    let storePath: String
    let store: StoreWriter
    let seed: UInt64
    let configuration: Digest
    let keepsReasoning: Bool

    /// Variants whose pairs go to the store at once: each call costs a change of threads.
    private static let batch = 64
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
        let reader = try StoreReader(path: storePath)
        let writer = DataSetWriter(folder: folder, splits: Split.allCases.map(\.rawValue))
        var result = ExportResult()
        let cursor = try reader.variants()
        var pending: [(variant: Int64, pairs: [Pair])] = []
        while let variant = try cursor.next() {
            pending.append(
                (variant.row, try write(variant, of: cursor, to: writer, result: &result)))
            if pending.count == Self.batch {
                try await store.add(pending)
                pending = []
            }
        }
        try await store.add(pending)
        try await store.commit()
        result.files = try writer.commit(configs: Self.configs)
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

    /// Writes all rows of one variant, and gives its pairs.
    private func write(
        _ variant: StoredVariant, of cursor: VariantCursor, to writer: DataSetWriter,
        result: inout ExportResult
    ) throws -> [Pair] {
        let counts = try cursor.counts(of: variant)
        let meta = RowMeta(variant: variant, correct: counts.correct, decided: counts.decided)
        let split = Split(source: variant.sourceDigest).rawValue
        var maker = PairMaker(prompt: variant.statement)
        var seen: Set<Digest> = []
        var texts: Set<Digest> = []
        try cursor.eachTrace(of: variant) { stored in
            let trace = keepsReasoning ? stored.withReasoning : stored
            if trace.sampler == "endpoint" || trace.sampler == "batch" {
                let text = Digest(of: Array((trace.model + "|" + trace.text).utf8))
                if !texts.insert(text).inserted { result.identical[trace.model, default: 0] += 1 }
            }
            maker.add(trace)
            guard trace.isSound else { return }
            guard seen.insert(Digest(of: Array(trace.text.utf8))).inserted else {
                result.dropped["duplicate-text", default: 0] += 1
                return
            }
            switch TrainingRow.messages(trace, meta: meta) {
            case .success(let row): try writer.add(row, config: "default", split: split)
            case .failure(let error): result.dropped[error.reason.rawValue, default: 0] += 1
            }
        }
        let pairs = maker.pairs()
        for pair in pairs {
            switch TrainingRow.preference(pair, meta: meta) {
            case .success(let row):
                try writer.add(row, config: "dpo", split: split)
                result.lengthBias.add(
                    chosenBytes: pair.chosen.text.utf8.count,
                    rejectedBytes: pair.rejected.text.utf8.count)
            case .failure(let error): result.dropped[error.reason.rawValue, default: 0] += 1
            }
        }
        return pairs
    }

    private func writeCard(_ result: ExportResult) throws {
        let card = DataSetCard(
            files: result.files, totals: result.totals, seed: seed,
            lengthBias: result.lengthBias.areaUnderCurve, configDigest: configuration.short,
            emptySplits: result.emptySplits)
        let file = try OutputFile(folder + "/README.md")
        try file.write(card.text)
        try file.commit()
    }
}

/// What the last stage made.
package struct ExportResult: Sendable {
    package internal(set) var files: [DataSetWriter.File] = []
    package internal(set) var totals = StoreTotals()
    package internal(set) var lengthBias = LengthBias()
    /// Correct traces and pairs that became no row, by reason.
    package internal(set) var dropped: [String: Int] = [:]
    package internal(set) var emptySplits: [String] = []
    /// Rollouts of a model whose text an earlier one of the same variant has too.
    package internal(set) var identical: [String: Int] = [:]

    /// A line for each data file, with its size, from which the next call knows whether it is still whole.
    var written: String { files.map { "\($0.bytes) \($0.path)" }.joined(separator: "\n") }

    package func rows(_ config: String) -> Int {
        files.filter { $0.config == config }.map(\.rows).reduce(0, +)
    }
}
