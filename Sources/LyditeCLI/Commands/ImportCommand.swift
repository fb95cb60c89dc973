internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSandbox
internal import LyditeVerify

enum ImportCommand {
    static let spec = CommandSpec(
        name: "import",
        arguments: ImportFormat.allCases.map(\.rawValue).joined(separator: "|") + " FILE|FOLDER",
        summary: "turn a real data set into problems",
        description: """
            Reads rows of a real data set, in its official form or with the fields of this project, or the
            folders of quixbugs, kattis and dmoj, and writes one problem a line for "lydite run". What cannot
            be read is named with its file and line, and left out.

            Code problems that state no CPU limit get one: their reference is run once, and five times its CPU
            time, rounded up to 1, 2, 5, 10, 20 or 60 s, stands in the row. --no-measure leaves that out and
            needs no sandbox.
            """,
        flags: [
            Flag("--out", "FILE", "where to write; standard output without it"),
            Flag(
                "--programs", "FILE", "write the programs that came with the problems, with labels"),
            Flag(
                "--map", "FIELD=COLUMN", repeats: true,
                "read FIELD from another column, e.g. --map gold=answer"),
            Flag(
                "--lift",
                "give each row whose worked solution can be lifted a family, for variants"),
            Flag("--strict", "lift only where nothing is ambiguous, unused or assumed"),
            Flag("--no-measure", "run nothing; limits that nobody stated are left out"),
            Flag("--jobs", "N", "references measured at once (default: the machine's cores)"),
            CommonFlags.isolation,
        ],
        positionals: 2...2, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        guard let format = ImportFormat(rawValue: arguments.positionals[0]) else {
            let names = ImportFormat.allCases.map(\.rawValue)
            throw UsageError.badValue(
                option: "import", value: arguments.positionals[0],
                expected: "one of \(names.joined(separator: ", "))")
        }
        let jobs = try arguments.jobs()
        let source = ImportSource(
            format: format, map: try arguments.fieldMap(Importer.fields),
            path: arguments.positionals[1])
        do {
            return try await SandboxPool.with(
                home: arguments.home, isolation: arguments.isolation(), slots: jobs
            ) { pool in
                let limits = ImportLimits(
                    pool: pool, home: arguments.home,
                    subjects: arguments.has("--no-measure") ? .none : .unlimited, jobs: jobs)
                return try await write(source, limits, arguments, jobs: jobs)
            }
        } catch let error as EngineError {
            Terminal.fail("\(error)")
            Terminal.note("--no-measure imports without running the references")
            return .environment
        }
    }

    private static func write(
        _ source: ImportSource, _ limits: ImportLimits, _ arguments: Arguments, jobs: Int
    ) async throws -> ExitCode {
        let output = try arguments.text("--out").map { path throws(FileError) in
            try OutputFile(path)
        }
        let programs = try arguments.text("--programs").map { path throws(FileError) in
            try OutputFile(path)
        }
        var source = source
        var written = 0
        var lifts = LiftedRows(
            profile: arguments.has("--strict") ? .strict : .standard,
            isLifting: arguments.has("--lift"))
        while let chunk = try source.next(atMost: 8 * jobs) {
            for measured in try await limits.measured(chunk) {
                let problem = measured.problem
                if let reason = measured.reason {
                    Terminal.note("\(problem.problem.id): no limit stored: \(reason)")
                }
                let row = line(of: lifts.row(of: problem, hasLimits: measured.hasLimits))
                if let output {
                    try output.write(row)
                } else {
                    try Terminal.write(row)
                }
                for program in problem.programRows { try programs?.write(line(of: program)) }
                written += 1
            }
        }
        if !arguments.has("--quiet") {
            Terminal.note(source.counts(written: written))
            for line in lifts.lines { Terminal.note(line) }
        }
        if written == 0 {
            Terminal.fail(
                "nothing of \(source.path) could be imported as \(source.format.rawValue)")
            return .environment
        }
        try output?.commit()
        try programs?.commit()
        return .success
    }

    private static func line(of json: JSON) -> [UInt8] {
        var writer = JSONWriter(capacity: 2048)
        writer.value(json)
        writer.newline()
        return writer.bytes
    }
}
