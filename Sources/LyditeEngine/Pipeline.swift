internal import LyditeCore
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSampling
package import LyditeSandbox
internal import LyditeStore

/// One run from problems to exports. Reads from top to bottom; nothing else knows the whole.
package struct Pipeline: Sendable {
    /// How far a run is, for a progress line.
    package struct Progress: Sendable {
        package var traces = 0
        /// Traces among these that an earlier call had made.
        package var earlier = 0
        /// Traces expected in all; nil while unknown.
        package var expected: Int?
        package var correct = 0
        package var incorrect = 0
    }

    /// How a run ended.
    package enum Outcome: Sendable {
        case finished(RunReport)
        /// One part of the run, without exports.
        case shard(ShardReport)
        /// An earlier call had finished all stages already.
        case nothingLeft
        /// Asked to stop; what was finished is stored.
        case stopped
    }

    package var plan: RunPlan
    package var out: String
    package var home: String
    package var jobs: Int
    package var isolation: IsolationChoice
    package var progress: @Sendable (Progress) -> Void
    package var isStopping: @Sendable () -> Bool

    package init(
        plan: RunPlan, out: String, home: String, jobs: Int, isolation: IsolationChoice,
        progress: @escaping @Sendable (Progress) -> Void, isStopping: @escaping @Sendable () -> Bool
    ) {
        self.plan = plan
        self.out = out
        self.home = home
        self.jobs = jobs
        self.isolation = isolation
        self.progress = progress
        self.isStopping = isStopping
    }

    package func run() async throws(EngineError) -> Outcome {
        try await EngineError.wrapping { try await stages() }
    }

    private func stages() async throws -> Outcome {
        guard !plan.entries.isEmpty || !plan.recorded.isEmpty else {
            throw EngineError.nothingToRun
        }
        return try await SandboxPool.with(home: home, isolation: isolation, slots: jobs) {
            sandboxes in
            try await requireTools(sandboxes)
            guard let rows = plan.acceptedRows else { return try await stages(sandboxes) }
            let growth = RunGrowth(
                plan: plan, rows: rows, out: out, isolation: isolation.rawValue)
            return try await growth.grow { length in
                var run = self
                run.plan = length
                return try await run.stages(sandboxes)
            }
        }
    }

    /// What the machine lacks stops the run before a folder is made for it, rather than leaving programs undecided.
    private func requireTools(_ sandboxes: SandboxPool) async throws {
        let hasCode = plan.entries.contains { if case .code = $0 { true } else { false } }
        guard hasCode, plan.sampler == .builtin else { return }
        try await sandboxes.require("python")
    }

    private func stages(_ sandboxes: SandboxPool) async throws -> Outcome {
        let began = ContinuousClock.now
        let configuration = try InputDigests.configuration(of: plan, isolation: isolation.rawValue)
        let part = plan.shard.map { ShardFiles(shard: $0, out: out) }
        if let part, try part.isWhole(configuration, isExtending: plan.isExtending) {
            return .nothingLeft
        }
        let folder = try await RunFolder(
            part?.work ?? out, configuration: configuration, isExtending: plan.isExtending)
        let export = ExportStage(
            folder: out, storePath: folder.storePath, store: folder.store, seed: plan.seed,
            configuration: Digest(of: configuration), keepsReasoning: plan.keepsReasoning,
            pairRules: plan.pairRules, curation: plan.curation)
        if part == nil, let written = folder.finished, export.hasFiles(written) {
            return .nothingLeft
        }
        let recorded =
            plan.recorded.isEmpty
            ? nil
            : try await RecordedFiles.open(plan.recorded, map: plan.map, isStopping: isStopping)
        let source = UnitSource(plan: plan, recorded: recorded)
        try await folder.store.forgetSandboxErrors()
        let sampler = try await RunSampler(
            plan: plan, recorded: recorded, home: home, jobs: jobs, sandboxes: sandboxes,
            store: folder.store, folder: out, isStopping: isStopping)
        do {
            try await work(
                on: source, by: sampler, recorded: recorded, sandboxes: sandboxes,
                store: folder.store)
        } catch {
            // Finished traces are kept; where it was the store that failed, it keeps what it had committed.
            try? await folder.store.commit()
            throw error
        }
        try await folder.store.commit()
        if isStopping() { return .stopped }
        try await stopWhereHalted(sampler, folder.store)
        let left = try await sampler.finish()
        if let part {
            return .shard(
                try await part.finish(
                    folder.store, notes: await source.notes, unfinished: left.unfinished))
        }
        try await folder.store.setFact("notes", await source.notes.json.text)
        let result = try await export.run()
        let report = RunReport(
            seed: plan.seed, export: result, notes: await source.notes,
            unfinished: left.unfinished, remarks: left.remarks, budget: plan.budget,
            seconds: (ContinuousClock.now - began).seconds)
        try report.write(to: out)
        // A failure of the sandbox leaves its traces to the next call, and so does a missing rollout.
        let isWhole =
            left.unfinished.isEmpty && result.totals.verdicts[.undecided(.sandboxError)] == nil
        try await folder.store.setFact("finished", isWhole ? result.written : nil)
        try await folder.store.setFact("whole", isWhole ? "1" : nil)
        try await folder.store.finish()
        return .finished(report)
    }

    /// A spent budget leaves a smaller data set; any other end of the sampling ends the run.
    private func stopWhereHalted(_ sampler: RunSampler, _ store: StoreWriter) async throws {
        switch sampler.halt.reason {
        case nil, .budget: return
        case let reason?:
            throw EngineError.halted(reason, saved: try await store.spending().rollouts)
        }
    }

    /// Every unit by the sampler's number of workers. Units are independent, so their order does not matter.
    private func work(
        on source: UnitSource, by sampler: RunSampler, recorded: RecordedFiles?,
        sandboxes: SandboxPool, store: StoreWriter
    ) async throws {
        let expected = expectedTraces(recorded)
        try await store.setFact("expected", expected.map { "\($0)" })
        let tally = ProgressTally(expected: expected, report: progress)
        let cache = JudgementCache(folder: plan.cacheFolder, home: home)
        let worker = UnitWorker(
            maker: VariantMaker(
                seed: plan.seed, home: home, sandboxes: sandboxes,
                judged: plan.isJudged ? plan.variants : nil),
            source: sampler, count: RolloutCount(plan: plan),
            verifier: TraceVerifier(
                isStrictExtraction: plan.isStrictExtraction, sandboxes: sandboxes, cache: cache),
            store: store, finished: store.isFresh ? [] : try await store.finishedPlaces(),
            tally: tally, gate: Gate(places: jobs), isStopping: isStopping)
        // Variants that are there find their places in a longer run whatever becomes of the sampling.
        let isReopened = try await store.isReopened()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<sampler.workers {
                group.addTask {
                    while !isStopping(), isReopened || !sampler.halt.isSet,
                        let unit = try await source.next()
                    {
                        try await worker.run(unit)
                    }
                }
            }
            try await group.waitForAll()
        }
        await cache.flush()
    }

    private func expectedTraces(_ recorded: RecordedFiles?) -> Int? {
        if let recorded { return plan.shard == nil ? recorded.rowCount : nil }
        let rollouts = RolloutCount(plan: plan).usual.most
        var total = 0
        for entry in plan.entries {
            switch entry {
            case .family(let family) where plan.isOwn(family.id):
                total += plan.variants * rollouts
            case .code(let problem) where plan.isOwn(problem.id):
                total += plan.codeVariants * rollouts
            case .family, .code: break
            case .rows: return nil
            }
        }
        return total
    }
}
