internal import LyditeCore
internal import LyditeFiles
internal import LyditeSandbox
internal import LyditeEngine
internal import LyditeVerify

enum VerifyCommand {
    static let spec = CommandSpec(
        name: "verify", arguments: "[FILE.jsonl]", summary: "give a verdict for each row of a file",
        description: """
            Reads rows with an answer, a response or a program, and writes one verdict row each, in the same
            order. Without FILE, or with "-", rows come from standard input. Exit 2 when a row is undecided.
            """,
        flags: [
            Flag("--out", "FILE", "where to write; standard output without it"),
            Flag("--jobs", "N", "workers (default: the machine's cores)"),
            CommonFlags.extract,
            Flag("--all-cases", "run every case, even after one has failed"),
            Flag("--measure", "add CPU time and memory, which differ from run to run"),
            Flag("--max-row-bytes", "B", "longer rows are undecided (default: 67108864)"),
            CommonFlags.isolation,
        ],
        positionals: 0...1, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let isStrict = try arguments.isStrictExtraction()
        let jobs = try arguments.jobs()
        let maximum =
            try arguments.integer("--max-row-bytes", in: 1...(1 << 30)) ?? LineReader.defaultMaximum
        let reader = try LineReader(arguments.positionals.first ?? "-", maximumBytes: maximum)
        let output = try arguments.text("--out").map { path throws(FileError) in
            try OutputFile(path)
        }
        let line = ProgressLine(isQuiet: arguments.has("--quiet"))
        Interrupts.catchSignals()
        var counts = VerdictCounts()
        func take(_ rows: [RowVerifier.Output]) throws -> Bool {
            for row in rows {
                counts.add(row.verdict)
                if let way = row.way { counts.add(way) }
                if let output { try output.write(row.bytes) }
            }
            if output == nil { try Terminal.write(rows.flatMap(\.bytes)) }
            line.update(
                done: counts.total, total: nil,
                accepted: "\(counts.correct) correct, \(counts.incorrect) incorrect")
            return !Interrupts.isStopping
        }
        try await SandboxPool.with(
            home: arguments.home, isolation: arguments.isolation(), slots: jobs
        ) { pool in
            let verifier = RowVerifier(
                isStrict: isStrict, allCases: arguments.has("--all-cases"),
                measures: arguments.has("--measure"), code: { try await pool.verifier() })
            let stream = OrderedRows(verifier: verifier, maximumBytes: maximum, jobs: jobs)
            try await line.during { try await stream.run(reader, emit: take) }
        }
        if let code = Interrupts.exitCode {
            let kept = output == nil ? "" : ", and nothing was written"
            Terminal.note("stopped after \(counts.total) rows\(kept); run the same command again")
            return code
        }
        try output?.commit()
        if !arguments.has("--quiet") {
            Terminal.note(counts.text)
            if let text = counts.waysText { Terminal.note(text) }
        }
        return counts.undecided > 0 ? .environment : .success
    }
}

private struct VerdictCounts {
    var correct = 0
    var incorrect = 0
    private var causes: [Cause: Int] = [:]
    private var ways: [TestWay: Int] = [:]
    var undecided: Int { causes.values.reduce(0, +) }
    var total: Int { correct + incorrect + undecided }

    /// The summary, with the undecided rows by cause.
    var text: String {
        let parts = Cause.allCases.compactMap { cause in
            causes[cause].map { "\(cause.rawValue) \($0)" }
        }
        return "\(total) rows: \(correct) correct, \(incorrect) incorrect, \(undecided) undecided"
            + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
    }

    /// How test text was read; nil where no row held any.
    var waysText: String? {
        let parts = TestWay.allCases.compactMap { way in
            ways[way].map { "\(way.rawValue) \($0)" }
        }
        return parts.isEmpty ? nil : "tests: \(parts.joined(separator: ", "))"
    }

    mutating func add(_ way: TestWay) { ways[way, default: 0] += 1 }

    mutating func add(_ verdict: Verdict) {
        switch verdict {
        case .correct: correct += 1
        case .incorrect: incorrect += 1
        case .undecided(let cause): causes[cause, default: 0] += 1
        }
    }
}
