internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSampling
internal import LyditeSandbox
internal import LyditeStore

/// One round: propose, solve with verdicts, rewrite, choose rows, train, evaluate, decide.
///
/// Round 0 has no policy of its own yet: it trains on the demonstrations, or takes the checkpoint that is given, and
/// says where the loop begins.
struct Round {
    let plan: LoopPlan
    let settings: LoopSettings
    let inputs: LoopInputs
    var folder: RoundFolder
    /// Checkpoint, readings and stores of the rounds before.
    let before: History

    struct History {
        var checkpoint: String?
        var readings: [MeterReading] = []
        var rates: [String: Curriculum.Rate] = [:]
        /// What trainings of later rounds may be made of.
        var sources: [TrainingSet.Source] = []
    }

    private var number: Int { folder.number }
    private var isFirst: Bool { number == 0 }

    mutating func run() async throws -> (RoundResult, History) {
        // What a lydite that was killed had started must not write into what is made anew.
        for mark in [folder.command, folder.server] { try RunningCommand.endOrphan(mark) }
        if !isFirst {
            try await stage(.propose, "choosing problems") { try await $0.propose() }
            try await stage(.solve, "sampling and verifying") { try await $0.solve() }
            if plan.grounding.rewrites {
                try await stage(.rewrite, "rewriting failures") { try await $0.rewrite() }
            }
        }
        if !takesCheckpoint {
            try await stage(.data, "choosing rows") { try await $0.chooseRows() }
            try await stage(.train, "training") { try await $0.train() }
        }
        try await stage(.evaluate, "evaluating") { try await $0.evaluate() }
        try await stage(.decide, "measuring") { try await $0.decide() }
        return (try result(), try history())
    }

    private mutating func stage(
        _ stage: RoundFolder.Stage, _ words: String, _ work: (inout Round) async throws -> Void
    ) async throws {
        guard !folder.has(stage) else { return }
        if settings.isStopping() { throw LoopError.stopped }
        settings.note("round \(number): \(words)")
        let began = ContinuousClock.now
        try await work(&self)
        if settings.isStopping() { throw LoopError.stopped }
        try folder.finish(stage, seconds: (ContinuousClock.now - began).seconds)
    }

    /// Whether the round uses a checkpoint that was there before the loop.
    private var takesCheckpoint: Bool { isFirst && plan.training.model != nil }

    /// The checkpoint that answers in this round; that of the round before.
    private var policy: String { before.checkpoint ?? "none" }

    /// The checkpoint after this round.
    private var checkpoint: String {
        takesCheckpoint ? plan.training.model ?? "none" : folder.model
    }

    // MARK: Stages

    private func problems() -> RoundProblems {
        RoundProblems(
            plan: plan, settings: settings, round: folder, sources: inputs.sources,
            heldOut: inputs.heldOut, checkpoint: policy)
    }

    private mutating func propose() async throws {
        let problems = problems()
        guard plan.proposals != nil else { return try await problems.make(rates: before.rates) }
        let server = PolicyServer(
            plan: plan, settings: settings, round: folder, checkpoint: policy)
        let rates = before.rates
        let start = try await server.during { try await problems.make(rates: rates) }.start
        folder.add(command: "sampler", seconds: start)
    }

    private mutating func solve() async throws {
        let made = try problems().read()
        let answers = PolicyAnswers(
            plan: plan, settings: settings, round: folder, checkpoint: policy)
        let server = PolicyServer(
            plan: plan, settings: settings, round: folder, checkpoint: policy)
        let (plan, path) = (plan, folder.path)
        let (took, start) = try await server.during {
            try await answers.run(
                made.entries, variants: plan.problems.variants,
                rollouts: plan.sampling.rollouts, into: path, .solve)
        }
        folder.add(command: "sampler", seconds: took + start)
    }

    private mutating func rewrite() async throws {
        let rates = try StoredAnswers.rates(in: folder.store, sources: inputs.sources)
        let made = try GoldRewrites(
            sources: inputs.sources, rates: rates, folder: folder.rewrites
        ).write()
        guard made > 0 else { return }
        var run = RunPlan(
            entries: [.rows(path: folder.rewrites + "/problems.jsonl")],
            seed: plan.seed(of: number), variants: 1, codeVariants: 1, rollouts: nil,
            sampler: .recorded, recorded: [folder.rewrites + "/recorded.jsonl"],
            map: FieldMap(), isStrictExtraction: false)
        run.cacheFolder = CacheFolder.path()
        try await LoopInputs.recorded(run, into: folder.rewrites, settings)
    }

    private mutating func chooseRows() async throws {
        let ledger = try TrainingSet(
            plan: plan,
            rules: RowRules(heldOut: inputs.heldOut, depth: plan.grounding.depth),
            sources: try trainingSources()
        ).write(to: folder.data)
        guard ledger.rows > 0 else { throw LoopError.noRows(round: number) }
    }

    private mutating func train() async throws {
        let partial = folder.path + "/model.partial"
        try FolderRemoval.remove(partial)
        let words = plan.training.command.filled([
            "data": folder.data, "model": policy, "out": partial, "round": "\(number)",
            "seed": "\(plan.seed(of: number))",
        ])
        let log = folder.logs + "/trainer.log"
        let began = ContinuousClock.now
        try await CommandStep.run(words, plan.training.command, log: log, folder, settings)
        folder.add(command: "trainer", seconds: (ContinuousClock.now - began).seconds)
        let isThere =
            FileBytes.kind(partial) == .folder
            ? try !FileBytes.names(in: partial).isEmpty : (FileBytes.count(partial) ?? 0) > 0
        guard isThere else { throw LoopError.noCheckpoint(path: partial, log: log) }
        try FolderRemoval.remove(folder.model)
        try FileBytes.rename(partial, to: folder.model)
    }

    private mutating func evaluate() async throws {
        guard FileBytes.kind(checkpoint) != nil else {
            throw LoopError.noCheckpoint(path: checkpoint, log: folder.logs)
        }
        let answers = PolicyAnswers(
            plan: plan, settings: settings, round: folder, checkpoint: checkpoint)
        let server = PolicyServer(
            plan: plan, settings: settings, round: folder, checkpoint: checkpoint)
        let (count, into) = (plan.sampling.evaluationRollouts, folder.evaluation)
        let rows = inputs.heldOutPath
        let (took, start) = try await server.during {
            try await answers.run(
                [.rows(path: rows)], variants: 1, rollouts: Allocation(count), into: into,
                .evaluate)
        }
        folder.add(command: "sampler", seconds: took + start)
    }

    private mutating func decide() async throws {
        let reading = try await StoredAnswers.reading(
            of: folder.evaluation + "/run.sqlite", tail: inputs.tail, jobs: settings.jobs)
        let ledger = folder.data + "/ledger.json"
        var rows = JSON.null
        if FileBytes.kind(ledger) == .file {
            guard let found = try? JSONParser.parse(try FileBytes.read(ledger)) else {
                throw LoopError.damaged(path: ledger)
            }
            rows = found
        }
        let result = RoundResult(
            round: number,
            verdicts: isFirst ? nil : try StoredAnswers.verdicts(in: folder.store),
            problems: isFirst ? nil : try problems().read().counts, rows: rows,
            reading: reading, alarms: plan.stop.alarms(before.readings + [reading]))
        try RoundFolder.write(result.json, to: folder.result)
    }

    // MARK: What the next round gets

    private func result() throws -> RoundResult {
        guard let json = try? JSONParser.parse(try FileBytes.read(folder.result)),
            let result = RoundResult(json)
        else { throw LoopError.damaged(path: folder.result) }
        return result
    }

    private func history() throws -> History {
        var history = before
        history.checkpoint = checkpoint
        history.readings.append(try result().reading)
        guard !isFirst else { return history }
        history.rates.merge(
            try StoredAnswers.rates(in: folder.store, sources: inputs.sources)
        ) { $1 }
        history.sources += try ownSources()
        return history
    }

    private func ownSources() throws -> [TrainingSet.Source] {
        let descents = DescentTable(
            sources: inputs.sources.all, rows: try problems().read().made)
        var sources = [
            TrainingSet.Source(
                kind: .policy, store: folder.store, round: number, descents: descents)
        ]
        if FileBytes.kind(folder.rewrites + "/run.sqlite") == .file {
            sources.append(
                TrainingSet.Source(
                    kind: .rewritten, store: folder.rewrites + "/run.sqlite", round: number,
                    descents: descents))
        }
        return sources
    }

    private func trainingSources() throws -> [TrainingSet.Source] {
        var sources = inputs.demonstrations
        if plan.training.history == .all { sources += before.sources }
        return isFirst ? sources : sources + (try ownSources())
    }
}
