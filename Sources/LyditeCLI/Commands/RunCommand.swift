internal import LyditeCore
internal import LyditeCurate
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

            --config FILE.yaml may name stages of curation and rules of pairs too, as "lydite curate" and "lydite pair"
            read them, so that one run gives the final files.

            Models are asked through any OpenAI-compatible server: give --endpoint URL --model NAME, or a --config FILE
            that names endpoints, models with weights and prices, sampling parameters, limits and prompts. A key comes
            from a file or an environment variable and is never stored. With --sampler batch nothing is sent: the
            requests stand in DIR/batch, and the provider's answers come in by --batch-results.
            """,
        flags: [
            Flag("--out", "DIR", "the data set's folder (default: out)"),
            Flag(
                "--variants", "N",
                "variants of each problem, itself among them (default: 16, code 2)"),
            Flag(
                "--rollouts", "K",
                "rollouts of each variant, or 8..64 for as many as its verdicts call for (default: 12; recorded: all)"
            ),
            Flag(
                "--accept", "N",
                "exactly N rows: the run is made longer until it has as many (see --candidates)"),
            Flag("--candidates", "M", "with --accept: the most rollouts to sample for them"),
            Flag("--seed", "S", "the run's seed (default: 1)"),
            Flag("--jobs", "J", "workers (default: the machine's cores)"),
            Flag(
                "--sampler", "NAME", "builtin, endpoint, batch or recorded (default: builtin)"),
            Flag(
                "--recorded", "FILE", repeats: true,
                "JSONL of recorded rollouts; implies --sampler recorded"),
            Flag(
                "--map", "FIELD=COLUMN", repeats: true,
                "read FIELD of recorded rows from another column"),
        ] + ModelFlags.all + [
            Flag("--status", "say how far the run in DIR is; it may be under way"),
            Flag(
                "--dry-run",
                "say what would be done, at what cost and in what time, and do nothing"),
            Flag("--no-cache", "run every program, also those that an earlier run has judged"),
            CommonFlags.judge,
            CommonFlags.keepGoing,
            Flag(
                "--extend",
                "add to the run in DIR: more problems, variants or rollouts than it was made with"),
            Flag(
                "--shard", "i/N",
                "do one of N parts, i from 0 to N-1, for lydite merge; no exports"),
            CommonFlags.extract,
            CommonFlags.isolation,
            Flag("--json", "print report.json at the end"),
        ],
        positionals: 0...10_000, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let out = arguments.text("--out") ?? "out"
        if arguments.has("--status") { return try status(of: out, arguments) }
        let home = try arguments.requiredHome()
        Interrupts.catchSignals()
        let plan = try self.plan(arguments, home: home)
        let jobs = try arguments.jobs()
        let isolation = try arguments.isolation()
        if arguments.has("--dry-run") {
            let forecaster = Forecaster(
                plan: plan, out: out, home: home, jobs: jobs, isolation: isolation,
                isStopping: { Interrupts.isStopping })
            return try await forecast(forecaster, jobs: jobs, out: out, arguments)
        }
        let line = ProgressLine(isQuiet: arguments.has("--quiet"))
        let pipeline = Pipeline(
            plan: plan, out: out, home: home, jobs: jobs, isolation: isolation,
            progress: { progress in
                line.update(
                    done: progress.traces, total: progress.expected, earlier: progress.earlier,
                    accepted: "\(progress.correct) correct, \(progress.incorrect) incorrect")
            }, isStopping: { Interrupts.isStopping })
        let outcome = try await line.during { try await pipeline.run() }
        return try report(outcome, out: out, arguments)
    }

    private static func status(of out: String, _ arguments: Arguments) throws -> ExitCode {
        let status = try RunStatus(of: out)
        try Terminal.print(
            arguments.has("--json") ? status.json.text : RunStatusTable.text(of: status))
        return .success
    }

    private static func forecast(
        _ forecaster: Forecaster, jobs: Int, out: String, _ arguments: Arguments
    ) async throws -> ExitCode {
        let forecast = try await forecaster.forecast()
        if let code = Interrupts.exitCode { return code }
        RunTable.lines(of: forecast.notes).forEach(Terminal.note)
        try Terminal.print(
            arguments.has("--json")
                ? forecast.json.text : RunForecast.text(of: forecast, jobs: jobs, out: out))
        return .success
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
            let part = arguments.text("--shard").map { "shard \($0) of " } ?? ""
            Terminal.note("\(part)\(out) is finished; nothing is left to do")
            guard part.isEmpty else { return .success }
            let report = try FileBytes.read(out + "/report.json")
            if arguments.has("--json") { try Terminal.write(report) }
            return try code(rows: JSONParser.parse(report)["kept"]?["sft"]?.intValue, arguments)
        case .shard(let report):
            report.unfinished.forEach(Terminal.note)
            guard report.unfinished.isEmpty else { return .environment }
            Terminal.note(
                "shard \(report.shard): \(report.totals.rollouts) traces in \(report.path); "
                    + "once all \(report.shard.count) are there, run lydite merge \(out)")
        case .finished(let report):
            report.unfinished.forEach(Terminal.note)
            if !arguments.has("--quiet") {
                (report.remarks + RunTable.lines(of: report.notes)).forEach(Terminal.note)
            }
            try show(report, out: out, arguments)
            if report.export.totals.rollouts == 0 {
                Terminal.fail(
                    report.unfinished.isEmpty
                        ? "there was no rollout to verify; give recorded ones with --recorded FILE, problems with a "
                            + "\"reference\", or a model with --endpoint URL"
                        : "there is no rollout yet")
                return .environment
            }
            guard report.unfinished.isEmpty else { return .environment }
            return try code(rows: report.export.rows("default"), arguments)
        }
        return .success
    }

    /// Fewer rows than were asked for are a failure, though all of them are written.
    private static func code(rows: Int?, _ arguments: Arguments) throws -> ExitCode {
        guard let wanted = try arguments.integer("--accept", in: 1...1_000_000_000),
            let rows, rows < wanted
        else { return .success }
        Terminal.fail(
            "\(rows) rows of the \(wanted) that were asked for; more problems, rollouts, candidates or money "
                + "may give the others")
        return .negative
    }

    private static func show(_ report: RunReport, out: String, _ arguments: Arguments) throws {
        if arguments.has("--json") {
            try Terminal.print(report.json.text)
        } else if !arguments.has("--quiet") {
            try Terminal.print(RunTable.text(of: report, out: out))
        }
    }

    private static func plan(_ arguments: Arguments, home: String) throws -> RunPlan {
        let file = try arguments.text("--config").map { try RunFile.read($0) }
        let recorded = arguments.texts("--recorded")
        let sampler = try sampler(arguments, file, recorded)
        let map = try arguments.fieldMap(RecordedRow.fields)
        let variants =
            try arguments.integer("--variants", in: 1...1_000_000) ?? file?.variants
        let seed = try arguments.integer("--seed", in: 0...Int.max) ?? file?.seed ?? 1
        let isStrict = try arguments.isStrictExtraction()
        let isOnlyRecorded = sampler == .recorded && arguments.positionals.isEmpty
        let models = sampler.asksModels ? try ModelFlags.plan(arguments, file, sampler) : nil
        var plan = RunPlan(
            entries: isOnlyRecorded
                ? []
                : try KeepGoing.entries(
                    arguments, arguments.positionals, ProblemCatalog(home: home)),
            seed: UInt64(seed), variants: variants ?? 16, codeVariants: variants ?? 2,
            rollouts: try rollouts(arguments) ?? file?.rollouts,
            sampler: sampler, recorded: recorded,
            map: map, isStrictExtraction: isStrict)
        plan.models = models
        let path = arguments.text("--config") ?? ""
        if let node = file?.curation { plan.curation = try CurationReader.read(node, path: path) }
        if let node = file?.pairing {
            var usual = PairRules()
            usual.seed = plan.seed
            plan.pairRules = try CurationReader.pairRules(node, path: path, over: usual)
        }
        plan.shard = try shard(arguments, sampler)
        plan.acceptedRows = try arguments.integer("--accept", in: 1...1_000_000_000)
        plan.candidates = try arguments.integer("--candidates", in: 1...1_000_000_000)
        if let rows = plan.acceptedRows {
            // Which rows of a part belong to the first N of the whole is not known before the merge.
            guard plan.shard == nil else {
                throw UsageError.needs(option: "--accept", other: "no --shard")
            }
            plan.curation = (plan.curation ?? .usual).keeping(rows: rows)
        } else if plan.candidates != nil {
            throw UsageError.needs(option: "--candidates", other: "--accept")
        }
        plan.isJudged = arguments.has("--judge")
        plan.cacheFolder = arguments.has("--no-cache") ? nil : CacheFolder.path()
        plan.isExtending = arguments.has("--extend")
        plan.batchResults = arguments.texts("--batch-results")
        plan.budget = try ModelFlags.budget(arguments, file, models)
        plan.keepsReasoning =
            try arguments.choice("--reasoning", of: ReasoningChoice.self).map { $0 == .keep }
            ?? file?.keepsReasoning ?? false
        return plan
    }

    private static func rollouts(_ arguments: Arguments) throws -> Allocation? {
        guard let text = arguments.text("--rollouts") else { return nil }
        guard let allocation = AllocationReader.allocation(text) else {
            throw UsageError.badValue(
                option: "--rollouts", value: text,
                expected: "a number from 1 to 10000, or two as in 8..64")
        }
        return allocation
    }

    private static func shard(
        _ arguments: Arguments, _ sampler: RunPlan.SamplerKind
    ) throws -> Shard? {
        guard let text = arguments.text("--shard") else { return nil }
        guard let shard = Shard(text) else {
            throw UsageError.badValue(
                option: "--shard", value: text, expected: "i/N, with i from 0 to N-1,")
        }
        // A batch is one file for the whole run.
        guard sampler != .batch else {
            throw UsageError.badValue(
                option: "--shard", value: text, expected: "no shard with --sampler batch,")
        }
        return shard
    }

    /// The sampler that is named, or the one that the other options are for.
    private static func sampler(
        _ arguments: Arguments, _ file: RunFile?, _ recorded: [String]
    ) throws -> RunPlan.SamplerKind {
        let isEndpoint = arguments.has("--endpoint") || file?.models.endpoints.isEmpty == false
        let implied: RunPlan.SamplerKind =
            !recorded.isEmpty
            ? .recorded
            : arguments.has("--batch-results") ? .batch : isEndpoint ? .endpoint : .builtin
        let sampler = try arguments.choice("--sampler", of: RunPlan.SamplerKind.self) ?? implied
        if sampler == .recorded, recorded.isEmpty {
            throw UsageError.missingValue(option: "--sampler recorded", value: "--recorded FILE")
        }
        if sampler != .recorded, !recorded.isEmpty {
            throw UsageError.badValue(
                option: "--sampler", value: sampler.rawValue,
                expected: "recorded, as --recorded is given,")
        }
        if sampler != .batch, arguments.has("--batch-results") {
            throw UsageError.badValue(
                option: "--sampler", value: sampler.rawValue,
                expected: "batch, as --batch-results is given,")
        }
        if !sampler.asksModels, let option = ModelFlags.own.first(where: arguments.has) {
            throw UsageError.needs(option: option, other: "--endpoint or --config")
        }
        return sampler
    }
}
