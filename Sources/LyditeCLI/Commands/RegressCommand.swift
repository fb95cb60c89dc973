internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeRegress
internal import LyditeSandbox
internal import LyditeVerify

enum RegressCommand {
    static let spec = CommandSpec(
        name: "regress", arguments: "CORPUS.jsonl...",
        summary: "notice when a verifier changes its mind",
        description: """
            Verifies labelled rows and compares the verdicts with the labels and with those of the last time.
            A row is a row of "lydite verify" with an id and "expected"; the baseline has one row a line, sorted.
            Exit 0: nothing changed, 1: a change nobody allowed, a bound missed or a verdict that a rewriting changed,
            2: no baseline or a failure here.
            """,
        flags: [
            Flag("--baseline", "FILE", "the verdicts of the last time"),
            Flag("--update", "write the baseline anew and print what changes in it"),
            Flag("--allow", "FILE", "expected changes: rows of id, was, is and why"),
            Flag("--min-precision", "P", "exit 1 when precision is lower (0 to 1)"),
            Flag("--max-false-accepts", "N", "exit 1 when more wrong answers are accepted"),
            Flag("--verifier", "CMD", "measure this command instead: rows in, verdict rows out"),
            Flag("--compare", "CMD", "first of two verifiers to compare (\"lydite\" is this one)"),
            Flag("--against", "CMD", "second of two verifiers to compare"),
            Flag("--patience", "SECONDS", "longest silence of a verifier command (default: 30)"),
            Flag("--no-rewrites", "leave out the check that rewriting keeps verdicts"),
            Flag("--junit", "FILE", "also write JUnit XML"),
            Flag("--markdown", "FILE", "also write a summary for a pull request"),
            Flag("--jobs", "N", "workers (default: the machine's cores)"),
            CommonFlags.isolation,
            Flag("--json", "print one JSON object"),
        ],
        positionals: 1...1_000, run: run)

    /// What the scores must hold; read before a long check, which a typing mistake must not waste.
    private struct Bounds {
        var precision: Double?
        var falseAccepts: Int?

        init(_ arguments: Arguments) throws {
            precision = try arguments.number("--min-precision", in: 0...1)
            falseAccepts = try arguments.integer("--max-false-accepts", in: 0...Int.max)
        }
    }

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        for (option, other) in [
            ("--update", "--baseline"), ("--allow", "--baseline"), ("--compare", "--against"),
            ("--against", "--compare"),
        ] where arguments.has(option) && !arguments.has(other) {
            throw UsageError.needs(option: option, other: other)
        }
        let bounds = try Bounds(arguments)
        let corpus = try Corpus(arguments.positionals)
        let allowed = try arguments.text("--allow").map { path throws(RegressError) in
            try AllowedChange.read(path)
        }
        var check = RegressCheck(
            corpus: corpus, allowed: allowed ?? [], rewrites: !arguments.has("--no-rewrites"))
        let jobs = try arguments.jobs()
        let patience = Duration.seconds(
            try arguments.number("--patience", in: 0.1...86_400) ?? 30)
        func verifier(_ command: String?, _ pool: SandboxPool) -> any CorpusVerifier {
            guard let command, command != "lydite" else {
                let rows = RowVerifier(isStrict: false, code: { try await pool.verifier() })
                return OwnVerifier(rows, jobs: jobs, isStopping: { Interrupts.isStopping })
            }
            return CommandVerifier(
                command: command, patience: patience, isStopping: { Interrupts.isStopping })
        }
        Interrupts.catchSignals()
        let code = try await SandboxPool.with(
            home: arguments.home, isolation: arguments.isolation(), slots: jobs
        ) { pool in
            if let first = arguments.text("--compare") {
                let second = arguments.text("--against")
                return try await compare(
                    corpus, verifier(first, pool), verifier(second, pool), arguments)
            }
            check.forms = { programs in
                guard let home = arguments.home else { throw EngineError.noHome }
                return try await ProgramRewriter(sandbox: try await pool.sandbox(), home: home)
                    .forms(of: programs)
            }
            let judged = verifier(arguments.text("--verifier"), pool)
            return try await regress(check, judged, bounds, arguments)
        }
        return Interrupts.exitCode ?? code
    }

    private static func compare(
        _ corpus: Corpus, _ first: any CorpusVerifier, _ second: any CorpusVerifier,
        _ arguments: Arguments
    ) async throws -> ExitCode {
        let result = VerifierComparison(
            names: [first.name, second.name], rows: corpus.rows,
            first: try await first.answers(to: corpus.rows),
            second: try await second.answers(to: corpus.rows))
        guard Interrupts.exitCode == nil else { return .interrupted }
        try Terminal.print(arguments.has("--json") ? result.json.text : result.text)
        if result.environmentFailures > 0 { return .environment }
        return result.disagreements.isEmpty ? .success : .negative
    }

    private static func regress(
        _ check: RegressCheck, _ verifier: any CorpusVerifier, _ bounds: Bounds,
        _ arguments: Arguments
    ) async throws -> ExitCode {
        let path = arguments.text("--baseline")
        let old = try path.flatMap { path throws(RegressError) in try Baseline(path: path) }
        let isUpdate = arguments.has("--update")
        guard let path else { return try await report(check, verifier, nil, bounds, arguments).0 }
        if let old, !isUpdate { try check.check(old, path: path) }
        if old == nil, !isUpdate { throw RegressError.noBaseline(path: path) }
        let (code, result) = try await report(check, verifier, old, bounds, arguments)
        guard isUpdate, Interrupts.exitCode == nil else { return code }
        let lines = Baseline.diff(old, result.baseline)
        try result.baseline.write(path)
        if !arguments.has("--json") {
            try Terminal.print(
                (lines + ["\(path): \(lines.count) lines changed"]).joined(separator: "\n"))
        }
        return result.report.environmentFailures > 0 ? .environment : .success
    }

    private static func report(
        _ check: RegressCheck, _ verifier: any CorpusVerifier, _ old: Baseline?,
        _ bounds: Bounds, _ arguments: Arguments
    ) async throws -> (ExitCode, RegressCheck.Result) {
        let result = try await check.run(verifier, against: old)
        let report = result.report
        if let code = Interrupts.exitCode {
            Terminal.note("stopped; nothing was written")
            return (code, result)
        }
        if let path = arguments.text("--junit") {
            try write(report.junit(check.corpus.rows, result.answers), to: path)
        }
        if let path = arguments.text("--markdown") { try write(report.markdown, to: path) }
        try Terminal.print(arguments.has("--json") ? report.json.text : report.text)
        return (code(report, bounds), result)
    }

    private static func code(_ report: RegressReport, _ bounds: Bounds) -> ExitCode {
        if report.environmentFailures > 0 { return .environment }
        var misses: [String] = []
        if let least = bounds.precision, (report.total.precision.share ?? 0) < least {
            misses.append("precision is \(report.total.precision.text), asked: \(least)")
        }
        if let most = bounds.falseAccepts, report.total.falseAccepts > most {
            misses.append("\(report.total.falseAccepts) false accepts, allowed: \(most)")
        }
        for miss in misses { Terminal.note(miss) }
        let violations = report.rewrites?.violations.count ?? 0
        return misses.isEmpty && report.unexplained.isEmpty && violations == 0
            ? .success : .negative
    }

    private static func write(_ text: String, to path: String) throws(FileError) {
        let file = try OutputFile(path)
        try file.write(text)
        try file.commit()
    }
}
