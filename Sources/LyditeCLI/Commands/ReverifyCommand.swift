internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeSandbox
internal import LyditeStore

enum ReverifyCommand {
    static let spec = CommandSpec(
        name: "reverify", arguments: "",
        summary: "judge the stored candidates of a run again",
        description: """
            Judges every stored candidate with the present verifier, prints each verdict that changed, stores the new
            ones, and makes pairs and exports anew. What the machine fails at keeps its verdict.
            """,
        flags: [
            CommonFlags.store,
            Flag("--dry-run", "print what would change, and store nothing"),
            Flag("--jobs", "J", "workers (default: the machine's cores)"),
            Flag("--json", "print one JSON object for each change, and one for all at the end"),
        ],
        positionals: 0...0, run: run)

    /// Changes that the table shows; --json prints all.
    private static let shown = 50

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let home = try arguments.requiredHome()
        Interrupts.catchSignals()
        let line = ProgressLine(isQuiet: arguments.has("--quiet"))
        let reverification = Reverification(
            store: arguments.store, home: home,
            jobs: try arguments.jobs(),
            isDry: arguments.has("--dry-run"),
            progress: { done, total in
                line.update(done: done, total: total, accepted: "traces judged again")
            }, isStopping: { Interrupts.isStopping })
        let report = try await line.during { try await reverification.run() }
        if report.isStopped {
            Terminal.note("stopped; run the same command again, it begins anew")
            return Interrupts.exitCode ?? .interrupted
        }
        try arguments.has("--json") ? printJSON(report) : printTable(report, arguments)
        if report.failed > 0 {
            Terminal.fail(
                "the sandbox failed on \(report.failed) traces, which keep their verdicts; "
                    + "lydite doctor says why, then run the same command again")
            return .environment
        }
        return .success
    }

    private static func printJSON(_ report: Reverification.Report) throws {
        for change in report.changes { try Terminal.print(change.json.text) }
        let total: JSON = [
            "judged": .integer(Int64(report.judged)),
            "changed": .integer(Int64(report.changes.count)),
            "failed": .integer(Int64(report.failed)),
            "was": .string(report.oldVerifier), "is": .string(Version.verifier),
            "pairs": report.run.map { .integer(Int64($0.export.totals.pairs)) } ?? .null,
        ]
        try Terminal.print(total.text)
    }

    private static func printTable(_ report: Reverification.Report, _ arguments: Arguments) throws {
        for change in report.changes.prefix(shown) {
            let detail = change.detail.map { ": " + $0 } ?? ""
            try Terminal.print(
                "\(change.problem) rollout \(change.number): \(change.was.code) -> \(change.new.code)\(detail)"
            )
        }
        if report.changes.count > shown {
            try Terminal.print("... and \(report.changes.count - shown) more; --json prints all")
        }
        var rows = [
            ("judged", "\(Table.grouped(report.judged)) traces by \(Version.verifier)"),
            ("was", report.oldVerifier),
            ("changed", "\(Table.grouped(report.changes.count)) verdicts"),
        ]
        if arguments.has("--dry-run") {
            rows.append(("stored", "nothing, as --dry-run was given"))
        } else if let run = report.run {
            rows.append(("pairs", Table.grouped(run.export.totals.pairs)))
        } else {
            rows.append(("pairs", "none; the run is not finished, run it again"))
        }
        try Terminal.print(Table.text(rows))
    }
}
