internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSampling
internal import LyditeSandbox
internal import LyditeStore

enum RunCommand {
    static let spec = CommandSpec(
        name: "run", arguments: "[PROBLEM]...",
        summary: "the main job: from problems to a data set",
        description: """
            Makes variants of each problem, samples candidate solutions, verifies every one, and writes a data set
            repository: README.md, data/default (SFT), data/dpo (pairs), report.json and run.sqlite.

            PROBLEM is a file, a folder, a topic/slug of the shipped problems, or a JSONL file of problems (see
            "lydite import"). Without one, all shipped problems are run. Run the same command again to resume.
            """,
        flags: [
            Flag("--out", "DIR", "the data set's folder (default: out)"),
            Flag(
                "--variants", "N",
                "variants of each problem, itself among them (default: 16, code 2)"),
            Flag("--rollouts", "K", "rollouts of each variant (default: 12; recorded: all)"),
            Flag("--seed", "S", "the run's seed (default: 1)"),
            Flag("--jobs", "J", "workers (default: the machine's cores)"),
            Flag("--sampler", "NAME", "builtin or recorded (default: builtin)"),
            Flag(
                "--recorded", "FILE", repeats: true,
                "JSONL of recorded rollouts; implies --sampler recorded"),
            Flag(
                "--map", "FIELD=COLUMN", repeats: true,
                "read FIELD of recorded rows from another column"),
            CommonFlags.judge,
            CommonFlags.keepGoing,
            CommonFlags.extract,
            CommonFlags.isolation,
            Flag("--json", "print report.json at the end"),
        ],
        positionals: 0...10_000, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        guard let home = Home.find(explicit: arguments.text("--home")) else {
            throw EngineError.noHome
        }
        let plan = try self.plan(arguments, home: home)
        let out = arguments.text("--out") ?? "out"
        let line = ProgressLine(isQuiet: arguments.has("--quiet"))
        let pipeline = Pipeline(
            plan: plan, out: out, home: home,
            jobs: try arguments.integer("--jobs", in: 1...256) ?? Machine.cores,
            isolation: try arguments.choice("--isolation", of: IsolationChoice.self) ?? .full,
            progress: { progress in
                line.update(
                    done: progress.traces, total: progress.expected, earlier: progress.earlier,
                    accepted: "\(progress.correct) correct, \(progress.incorrect) incorrect")
            }, isStopping: { Interrupts.isStopping })
        Interrupts.catchSignals()
        let outcome: Pipeline.Outcome
        do {
            outcome = try await pipeline.run()
            line.end()
        } catch {
            line.end()
            throw error
        }
        return try report(outcome, out: out, arguments)
    }

    private static func report(
        _ outcome: Pipeline.Outcome, out: String, _ arguments: Arguments
    ) throws -> ExitCode {
        switch outcome {
        case .stopped:
            Terminal.note(
                "stopped; what is finished is stored in \(out), run the same command again to go on"
            )
            return Interrupts.exitCode ?? .interrupted
        case .nothingLeft:
            Terminal.note("\(out) is finished; nothing is left to do")
            if arguments.has("--json") {
                try Terminal.write(try FileBytes.read(out + "/report.json"))
            }
        case .finished(let report):
            if !arguments.has("--quiet") { RunTable.notes(of: report).forEach(Terminal.note) }
            try show(report, out: out, arguments)
            if report.export.totals.rollouts == 0 {
                Terminal.fail(
                    "there was no rollout to verify; give recorded ones with --recorded FILE, or problems "
                        + "with a \"reference\"")
                return .environment
            }
        }
        return .success
    }

    private static func show(_ report: RunReport, out: String, _ arguments: Arguments) throws {
        if arguments.has("--json") {
            try Terminal.print(report.json.text)
        } else if !arguments.has("--quiet") {
            try Terminal.print(RunTable.text(of: report, out: out))
        }
    }

    private static func plan(_ arguments: Arguments, home: String) throws -> RunPlan {
        let recorded = arguments.texts("--recorded")
        let sampler =
            try arguments.choice("--sampler", of: RunPlan.SamplerKind.self)
            ?? (recorded.isEmpty ? .builtin : .recorded)
        if sampler == .recorded, recorded.isEmpty {
            throw UsageError.missingValue(option: "--sampler recorded", value: "--recorded FILE")
        }
        if sampler != .recorded, !recorded.isEmpty {
            throw UsageError.badValue(
                option: "--sampler", value: sampler.rawValue,
                expected: "recorded, as --recorded is given,")
        }
        let map = try arguments.fieldMap(RecordedRow.fields)
        let variants = try arguments.integer("--variants", in: 1...1_000_000)
        let seed = try arguments.integer("--seed", in: 0...Int.max) ?? 1
        let isStrict = try arguments.isStrictExtraction()
        let isOnlyRecorded = sampler == .recorded && arguments.positionals.isEmpty
        var plan = RunPlan(
            entries: isOnlyRecorded
                ? []
                : try KeepGoing.entries(
                    arguments, arguments.positionals, ProblemCatalog(home: home)),
            seed: UInt64(seed), variants: variants ?? 16, codeVariants: variants ?? 2,
            rollouts: try arguments.integer("--rollouts", in: 1...10_000), sampler: sampler,
            recorded: recorded,
            map: map, isStrictExtraction: isStrict)
        plan.isJudged = arguments.has("--judge")
        return plan
    }
}
