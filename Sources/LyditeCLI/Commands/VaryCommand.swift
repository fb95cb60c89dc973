internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSandbox

enum VaryCommand {
    static let spec = CommandSpec(
        name: "vary", arguments: "[PROBLEM]...",
        summary: "proved variants of problems, without sampling",
        description: """
            Writes one JSON row for each variant: id, statement, answer key, lineage and proof. PROBLEM is a file,
            a folder or a topic/slug of the shipped problems; without one, all shipped problems are varied.

            --matrix FILE names the cells to cover evenly, as YAML: topics, difficulty, register, transform (a
            list each), each (variants of a cell) and depth (add-step and compose one after another). It makes
            variants of math families only, and prints how each cell was filled and why some stayed empty.

            The same seed gives the same bytes at any --jobs.
            """,
        flags: [
            Flag("--out", "FILE", "where rows go (default: standard output)"),
            Flag("--matrix", "FILE", "the cells to cover evenly"),
            Flag(
                "--variants", "N",
                "variants of each problem, itself among them (default: 16, code 4)"),
            Flag("--seed", "S", "the seed (default: 1)"),
            Flag("--jobs", "J", "workers (default: the machine's cores)"),
            CommonFlags.judge, CommonFlags.isolation, CommonFlags.keepGoing,
            Flag("--json", "print the report as JSON"),
        ],
        positionals: 0...10_000, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let home = try arguments.requiredHome()
        if arguments.has("--matrix"), arguments.has("--variants") {
            throw UsageError.badValue(
                option: "--variants", value: arguments.text("--variants") ?? "",
                expected: "\"each\" in the matrix, and no --variants,")
        }
        let variants = try arguments.integer("--variants", in: 1...1_000_000)
        let seed = try arguments.integer("--seed", in: 0...Int.max) ?? 1
        let work = VariantRun(
            seed: UInt64(seed),
            jobs: try arguments.jobs(), home: home,
            isolation: try arguments.isolation(),
            isJudged: arguments.has("--judge"),
            isStopping: { Interrupts.isStopping })
        let entries = try KeepGoing.entries(
            arguments, arguments.positionals, ProblemCatalog(home: home))
        let matrix = try arguments.text("--matrix").map { path in
            try VariantMatrix.read(path: path, bytes: try FileBytes.read(path))
        }
        let output = try arguments.text("--out").map { path throws(FileError) in
            try OutputFile(path)
        }
        Interrupts.catchSignals()
        let line = ProgressLine(isQuiet: arguments.has("--quiet"))
        var rows = 0
        func emit(_ row: JSON) throws {
            rows += 1
            if let output {
                try output.write(row.text + "\n")
            } else {
                try Terminal.print(row.text)
            }
            line.update(done: rows, total: nil, accepted: "variants")
        }
        let report: (text: String, json: JSON, made: Int)
        if let matrix {
            let families = entries.compactMap { entry -> Family? in
                if case .family(let family) = entry { family } else { nil }
            }
            let coverage = try await line.during {
                try await work.run(families, matrix: matrix, emit: emit)
            }
            report = (coverage.text, coverage.json, coverage.made)
        } else {
            let refused = try await line.during {
                try await work.run(
                    entries, variants: variants ?? 16, codeVariants: variants ?? 4, emit: emit)
            }
            report = (text(rows, refused), json(rows, refused), rows)
        }
        if let code = Interrupts.exitCode {
            Terminal.note("stopped after \(rows) variants; nothing was written to --out")
            return code
        }
        try output?.commit()
        try show(report, isOnTheSide: output == nil, arguments)
        return report.made > 0 ? .success : .negative
    }

    /// The report is data where the rows went elsewhere.
    private static func show(
        _ report: (text: String, json: JSON, made: Int), isOnTheSide: Bool, _ arguments: Arguments
    ) throws {
        let text = arguments.has("--json") ? report.json.text : report.text
        if !isOnTheSide {
            try Terminal.print(text)
        } else if !arguments.has("--quiet") {
            Terminal.note(text)
        }
    }

    private static func text(_ rows: Int, _ refused: [(reason: String, count: Int)]) -> String {
        (["\(rows) variants"] + refused.map { "refused: \($0.reason) (\($0.count))" })
            .joined(separator: "\n")
    }

    private static func json(_ rows: Int, _ refused: [(reason: String, count: Int)]) -> JSON {
        [
            "variants": .integer(Int64(rows)),
            "refused": .object(
                refused.map { JSON.Member($0.reason, .integer(Int64($0.count))) }),
        ]
    }
}
