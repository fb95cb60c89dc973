internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeRegress
internal import LyditeSandbox
internal import LyditeVerify

enum AuditCommand {
    static let spec = CommandSpec(
        name: "audit", arguments: "FILE.jsonl", summary: "find wrong labels in a data set",
        description: """
            Verifies labelled rows of anyone's data set and names the labels that a verdict contradicts, with
            the evidence, the error rate with its 95 % interval, and the groups of rows where errors gather.
            Where rows say which model wrote an answer, each one's share of wrong answers is told as well.
            A label is the field "expected" (or another by --map expected=COLUMN): correct, incorrect, true,
            false, 1, 0, pass or fail. Exit 0: no label is contradicted, 1: some are,
            2: none could be checked, or the environment failed.
            """,
        flags: [
            Flag(
                "--map", "FIELD=COLUMN", repeats: true,
                "a field under another name, such as expected=label"),
            Flag("--claimed", "LABEL", "the label of rows that state none: correct or incorrect"),
            Flag(
                "--generator", "COLUMN",
                "who wrote each answer (default: \"generator\" or \"model\")"),
            Flag("--by", "COLUMN", repeats: true, "also count errors by this column"),
            Flag("--out", "FILE", "write the rows with contradicted labels corrected and marked"),
            Flag("--jobs", "N", "workers (default: the machine's cores)"),
            CommonFlags.isolation,
            Flag("--json", "print one JSON object"),
        ],
        positionals: 1...1, run: run)

    private enum Claim: String, CaseIterable {
        case correct, incorrect
    }

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let jobs = try arguments.jobs()
        let audit = Audit(
            map: try arguments.fieldMap(Audit.fields),
            columns: Audit.defaultColumns + arguments.texts("--by"),
            claimed: try arguments.choice("--claimed", of: Claim.self)?.rawValue,
            generator: arguments.text("--generator"))
        let output = try arguments.text("--out").map { path throws(FileError) in
            try OutputFile(path)
        }
        Interrupts.catchSignals()
        let line = ProgressLine(isQuiet: arguments.has("--quiet"))
        let report = try await SandboxPool.with(
            home: arguments.home, isolation: arguments.isolation(), slots: jobs
        ) { pool in
            let rows = RowVerifier(isStrict: false, code: { try await pool.verifier() })
            return try await line.during {
                try await audit.run(
                    arguments.positionals[0],
                    with: OwnVerifier(rows, jobs: jobs, isStopping: { Interrupts.isStopping }),
                    to: output,
                    progress: { line.update(done: $0, total: nil, accepted: "rows verified") })
            }
        }
        if let code = Interrupts.exitCode {
            Terminal.note("stopped after \(report.rows) rows; nothing was written")
            return code
        }
        try output?.commit()
        try Terminal.print(arguments.has("--json") ? report.json.text : report.text)
        let isEmpty = report.decided == 0 && report.generators.isEmpty
        if report.environmentFailures > 0 || isEmpty { return .environment }
        return report.suspects.isEmpty ? .success : .negative
    }
}
