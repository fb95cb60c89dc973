internal import LyditeCore
internal import LyditeCurate
package import LyditeExport
internal import LyditeFiles
internal import LyditeStore

/// From a store to the files of one trainer: streamed in the order of the store, each file whole or not there.
///
/// The files depend on the store's content and the options alone.
package struct ExportRun: Sendable {
    /// A prompt and its answer in bytes: about 4,096 tokens, the shortest context of a trainer in use.
    package static let defaultMaximumBytes = 16 << 10

    package var store: String
    package var format: ExportFormat
    package var folder: String
    package var isForced = false
    package var keepsReasoning = false
    package var maximumBytes = defaultMaximumBytes
    /// Whether files of lines are compressed by zstd.
    package var isCompressed = false
    /// The program that has pyarrow.
    package var python = "python3"

    package init(store: String, format: ExportFormat, folder: String) {
        self.store = store
        self.format = format
        self.folder = folder
    }

    package func run() throws(EngineError) -> ExportReport {
        try EngineError.wrapping { try write() }
    }

    private func write() throws -> ExportReport {
        let reader = try StoreReader(path: store)
        if FileBytes.kind(folder) != nil, !isForced {
            let isEmpty =
                try FileBytes.kind(folder) == .folder && FileBytes.names(in: folder).isEmpty
            guard isEmpty else { throw EngineError.exists(folder) }
        }
        try FileBytes.makeFolder(folder)
        let writer = DataSetWriter(
            folder: folder, splits: Split.allCases.map(\.rawValue), layout: layout)
        var report = ExportReport(format: format.name)
        try writeRows(of: reader, to: writer, &report)
        let rows = try writer.commit(configs: format.parts.map(\.config))
        if writer.dateRows > 0 { report.dropped["column-of-dates"] = writer.dateRows }
        report.files = rows.map { ExportReport.File(path: $0.path, split: $0.split, rows: $0.rows) }
        try finish(rows, reader, &report)
        try removeOthers(than: report)
        try sum(&report)
        return report
    }

    /// Rows of an earlier export in another form: a loader of folders would read them beside these.
    private func removeOthers(than report: ExportReport) throws {
        for split in Split.allCases {
            for ending in ["jsonl", "jsonl.zst", "parquet"] {
                let path = "\(split).\(ending)"
                guard !report.files.contains(where: { $0.path == path }) else { continue }
                try FileBytes.remove("\(folder)/\(path)")
            }
        }
    }

    private var layout: DataSetWriter.Layout {
        switch format.container {
        case .lines, .parquet: .lines
        case .list: .list
        case .repository: .repository
        }
    }

    private func writeRows(
        of reader: StoreReader, to writer: DataSetWriter, _ report: inout ExportReport
    ) throws {
        let cursor = try reader.variants()
        let maker = ExampleMaker(cursor: cursor, keepsReasoning: keepsReasoning)
        var row = JSONWriter(capacity: 8 << 10)
        while let variant = try cursor.next() {
            let split = Split(source: variant.sourceDigest).rawValue
            for part in format.parts {
                let omitted = try maker.each(part.source, of: variant) { made in
                    var example = made
                    if let reason = example.omission(
                        maximumBytes: maximumBytes, leastAnswerBytes: format.leastAnswerBytes)
                    {
                        report.dropped[reason.rawValue, default: 0] += 1
                        return
                    }
                    example.split = split
                    example.index = writer.rows(config: part.config, split: split)
                    row.reset()
                    row.beginObject()
                    part.write(example, &row)
                    row.endObject()
                    row.newline()
                    try writer.add(row.bytes, config: part.config, split: split)
                    if part.source == .pairs,
                        case .preference(let chosen, let rejected) = made.content
                    {
                        report.lengthBias.add(
                            chosenBytes: chosen.utf8.count, rejectedBytes: rejected.utf8.count)
                    }
                }
                report.dropped.merge(omitted, uniquingKeysWith: +)
            }
        }
    }

    /// What a container has beside its rows.
    private func finish(
        _ rows: [DataSetWriter.File], _ reader: StoreReader, _ report: inout ExportReport
    ) throws {
        guard !rows.isEmpty else { return }
        var texts = format.companions
        switch format.container {
        case .lines where isCompressed:
            for (index, file) in report.files.enumerated() {
                let outcome = try ZstdHelper.compress(folder + "/" + file.path)
                guard case .done = outcome else {
                    report.conversion = outcome
                    break
                }
                report.files[index].path = file.path + ".zst"
            }
        case .lines: break
        case .list(let information):
            texts.append(("dataset_info.json", described(rows, information).text + "\n"))
        case .parquet:
            for (index, file) in report.files.enumerated() {
                let made = String(file.path.dropLast(".jsonl".count)) + ".parquet"
                let outcome = try ParquetHelper.convert(
                    folder + "/" + file.path, to: folder + "/" + made, python: python)
                guard case .done = outcome else {
                    report.conversion = outcome
                    break
                }
                try FileBytes.remove(folder + "/" + file.path)
                report.files[index].path = made
            }
        case .repository:
            texts.append(("README.md", try card(rows, reader, report)))
        }
        for (name, text) in texts {
            let file = try OutputFile(folder + "/" + name)
            try file.write(text)
            try file.commit()
            report.files.append(ExportReport.File(path: name, split: nil, rows: 0))
        }
    }

    /// The name of the format for the training rows, with the split behind it for others.
    private func described(_ rows: [DataSetWriter.File], _ information: JSON) -> JSON {
        .object(
            rows.map { file in
                let name = file.split == "train" ? format.name : "\(format.name)_\(file.split)"
                return JSON.Member(
                    name,
                    .object(
                        [JSON.Member("file_name", .string(file.path))]
                            + (information.members ?? [])))
            })
    }

    private func card(
        _ rows: [DataSetWriter.File], _ reader: StoreReader, _ report: ExportReport
    ) throws -> String {
        let facts = try reader.facts()
        let configuration = try JSONParser.parse(facts["configuration"] ?? "null")
        let empty = format.parts.flatMap { part in
            Split.allCases.map(\.rawValue).filter { split in
                !rows.contains { $0.config == part.config && $0.split == split }
            }.map { "\(part.config)/\($0)" }
        }
        var card = DataSetCard(
            files: rows, totals: try reader.totals(),
            seed: configuration["seed"].flatMap { UInt64($0.text) } ?? 0,
            lengthBias: report.lengthBias.areaUnderCurve,
            configDigest: Digest(of: configuration).short, emptySplits: empty)
        card.curation = try reader.omissions()
        card.notes = ScoreNotes.lines(facts)
        return card.text
    }

    /// SHA-256 of every file, as `sha256sum -c` reads them.
    private func sum(_ report: inout ExportReport) throws {
        guard !report.files.isEmpty else { return }
        var lines: [String] = []
        report.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        for index in report.files.indices {
            let path = report.files[index].path
            let digest = try FileDigest.of(folder + "/" + path).description
            report.files[index].digest = digest
            report.files[index].bytes = FileBytes.count(folder + "/" + path) ?? 0
            lines.append("\(digest)  \(path)\n")
        }
        let file = try OutputFile(folder + "/SHA256SUMS")
        try file.write(lines.joined())
        try file.commit()
    }
}
