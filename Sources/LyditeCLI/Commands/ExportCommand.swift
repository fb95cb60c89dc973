internal import LyditeCore
internal import LyditeEngine
internal import LyditeExport
internal import LyditeProblems

enum ExportCommand {
    static let spec = CommandSpec(
        name: "export", arguments: "--to NAME --out DIR",
        summary: "rows in one trainer's form, from the store of a run",
        description: """
            Writes DIR/train.jsonl, validation.jsonl and test.jsonl as the trainer NAME reads them, and SHA256SUMS;
            "--list" shows the names. For lf-*: data.json and dataset_info.json, keyed NAME; for verl-rl Parquet and
            reward.py; for hf-repo README.md and data/. Splits follow the source problem, and a split without rows is
            not written. A row that the trainer's loader would drop in silence is left out here and counted.

            The same store gives the same bytes. Exit 1: there is no row to write. Exit 2: a file could not be made;
            verl-rl needs a Python with pyarrow, and without it leaves train.jsonl.
            """,
        flags: [
            Flag("--to", "NAME", "the trainer's form"),
            Flag("--out", "DIR", "where the files go"),
            CommonFlags.store,
            Flag("--list", "show the names, and end"),
            Flag("--force", "replace what DIR holds"),
            Flag(
                "--reasoning", "keep|drop",
                "whether a model's reasoning stands before its answer (default: drop)"),
            Flag(
                "--max-bytes", "N",
                "longest prompt and answer together; others are left out (default: 16384)"),
            Flag("--zstd", "compress files of lines, as train.jsonl.zst"),
            Flag("--python", "PROGRAM", "a Python with pyarrow, for Parquet (default: python3)"),
            Flag("--json", "print one JSON object"),
        ],
        positionals: 0...0, run: run)

    private enum Reasoning: String, CaseIterable { case keep, drop }

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        if arguments.has("--list") {
            let width = ExportFormat.all.map(\.name.count).max() ?? 0
            for format in ExportFormat.all {
                let padding = String(repeating: " ", count: width - format.name.count + 2)
                try Terminal.print(format.name + padding + format.summary)
            }
            return .success
        }
        guard let name = arguments.text("--to") else {
            throw UsageError.missingValue(option: "--to", value: "NAME")
        }
        guard let format = ExportFormat.all.first(where: { $0.name == name }) else {
            let names = ExportFormat.all.map(\.name).joined(separator: ", ")
            throw UsageError.badValue(option: "--to", value: name, expected: "one of \(names)")
        }
        guard let folder = arguments.text("--out") else {
            throw UsageError.missingValue(option: "--out", value: "DIR")
        }
        var export = ExportRun(
            store: arguments.store, format: format, folder: folder)
        export.isForced = arguments.has("--force")
        export.keepsReasoning = try arguments.choice("--reasoning", of: Reasoning.self) == .keep
        export.maximumBytes =
            try arguments.integer("--max-bytes", in: 1...(64 << 20)) ?? export.maximumBytes
        export.isCompressed = arguments.has("--zstd")
        if export.isCompressed {
            guard case .lines = format.container else {
                throw UsageError.badValue(
                    option: "--zstd", value: name, expected: "a form that is files of lines")
            }
        }
        export.python = arguments.text("--python") ?? export.python
        let report = try export.run()
        try show(report, folder, isJSON: arguments.has("--json"))
        return try code(of: report, export)
    }

    private static func show(_ report: ExportReport, _ folder: String, isJSON: Bool) throws {
        if isJSON { return try Terminal.print(report.json.text) }
        for file in report.files {
            try Terminal.print(
                "\(folder)/\(file.path)" + (file.split == nil ? "" : "  \(file.rows) rows"))
        }
        for (reason, count) in report.droppedByReason {
            Terminal.note("left out: \(reason) (\(count))")
        }
    }

    private static func code(of report: ExportReport, _ export: ExportRun) throws -> ExitCode {
        if report.rows == 0 {
            Terminal.note(
                "the store has no rows for \(report.format): no trace or pair of that kind was made"
            )
            return .negative
        }
        switch report.conversion {
        case nil, .done: return .success
        case .absent:
            Terminal.fail(
                export.isCompressed
                    ? "zstd is not there, so the rows stay JSONL in \(export.folder); install zstd"
                    : "\(export.python) has no pyarrow, so the rows stay JSONL in \(export.folder); "
                        + "\"pip install pyarrow\", or name another Python with --python")
        case .failed(let status):
            let program = export.isCompressed ? "zstd" : export.python
            Terminal.fail(
                "\(program) failed on the rows of \(export.folder) (status \(status)); "
                    + "they stay JSONL there")
        }
        return .environment
    }
}
