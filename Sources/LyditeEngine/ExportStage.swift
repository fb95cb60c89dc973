internal import LyditeCore
package import LyditeCurate
package import LyditeExport
internal import LyditeFiles
package import LyditeStore

/// The last stage: pairs from the stored traces, and the files of the data set, in one pass over the store.
///
/// Memory holds the traces of one variant. The files depend on the store's content alone.
struct ExportStage {
    let folder: String
    let storePath: String
    let store: StoreWriter
    let seed: UInt64
    let configuration: Digest

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
        while let variant = try cursor.next() {
            let traces = try cursor.traces(of: variant)
            let pairs = PairMaker().pairs(of: traces, prompt: variant.statement)
            try await store.add(pairs, variant: variant.row)
            try write(variant, traces, pairs, to: writer, result: &result)
        }
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

    private func write(
        _ variant: StoredVariant, _ traces: [StoredTrace], _ pairs: [Pair],
        to writer: DataSetWriter,
        result: inout ExportResult
    ) throws {
        let meta = RowMeta(variant: variant, traces: traces)
        let split = Split(source: variant.sourceDigest).rawValue
        var seen: Set<String> = []
        for trace in traces where trace.isSound {
            guard seen.insert(trace.text).inserted else {
                result.dropped["duplicate-text", default: 0] += 1
                continue
            }
            switch TrainingRow.messages(trace, meta: meta) {
            case .success(let row): try writer.add(row, config: "default", split: split)
            case .failure(let error): result.dropped[error.reason.rawValue, default: 0] += 1
            }
        }
        let byRow = Dictionary(uniqueKeysWithValues: traces.map { ($0.row, $0) })
        for pair in pairs {
            guard let chosen = byRow[pair.chosen], let rejected = byRow[pair.rejected] else {
                preconditionFailure("a pair of traces that are not of its variant")
            }
            switch TrainingRow.preference(
                chosen: chosen, rejected: rejected, rule: pair.rule, meta: meta)
            {
            case .success(let row):
                try writer.add(row, config: "dpo", split: split)
                result.lengthBias.add(
                    chosenBytes: chosen.text.utf8.count, rejectedBytes: rejected.text.utf8.count)
            case .failure(let error): result.dropped[error.reason.rawValue, default: 0] += 1
            }
        }
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

    /// A line for each data file, with its size, from which the next call knows whether it is still whole.
    var written: String { files.map { "\($0.bytes) \($0.path)" }.joined(separator: "\n") }

    package func rows(_ config: String) -> Int {
        files.filter { $0.config == config }.map(\.rows).reduce(0, +)
    }
}
