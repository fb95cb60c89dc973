internal import LyditeCore
internal import LyditeFiles
internal import LyditeSampling
package import LyditeSandbox
internal import LyditeStore

/// Counts a run's units, and tries a few of them, spread over the run, without a store.
package struct Forecaster {
    private let plan: RunPlan
    private let out: String
    private let home: String
    private let jobs: Int
    private let isolation: IsolationChoice
    private let isStopping: @Sendable () -> Bool

    /// The most units of each kind that are tried, half of them the fewest where there are more; programs cost a thousand
    /// times what answers do, and are told apart.
    fileprivate static let mostTries = 48
    /// Wall time after which no further unit of a kind is tried.
    private static let patience = Duration.seconds(5)

    /// Units that cost about the same.
    fileprivate struct Kind {
        var units = 0
        /// Every ``step``-th unit.
        var chosen: [UnitPlan] = []
        var step = 1
        var tried = 0
        var seconds = 0.0
    }

    package init(
        plan: RunPlan, out: String, home: String, jobs: Int, isolation: IsolationChoice,
        isStopping: @escaping @Sendable () -> Bool
    ) {
        self.plan = plan
        self.out = out
        self.home = home
        self.jobs = jobs
        self.isolation = isolation
        self.isStopping = isStopping
    }

    /// - Throws: what the run itself would refuse.
    package func forecast() async throws(EngineError) -> Forecast {
        try await EngineError.wrapping {
            try await SandboxPool.with(home: home, isolation: isolation, slots: jobs) {
                try await made($0)
            }
        }
    }

    private func made(_ sandboxes: SandboxPool) async throws -> Forecast {
        guard !plan.entries.isEmpty || !plan.recorded.isEmpty else {
            throw EngineError.nothingToRun
        }
        var forecast = Forecast()
        forecast.budget = plan.budget
        forecast.done = try done()
        let recorded =
            plan.recorded.isEmpty
            ? nil
            : try await RecordedFiles.open(plan.recorded, map: plan.map, isStopping: isStopping)
        var kinds = [Kind(), Kind()]
        try await count(&kinds, &forecast, recorded)
        try await attempt(&kinds, &forecast, recorded, sandboxes)
        return forecast
    }

    private func count(
        _ kinds: inout [Kind], _ forecast: inout Forecast, _ recorded: RecordedFiles?
    ) async throws {
        let count = RolloutCount(plan: plan)
        var sources: Set<String> = []
        var least = 0
        var most = 0
        forecast.notes = try await eachUnit(recorded) { unit in
            forecast.variants += 1
            sources.insert(unit.sourceName)
            least += count.end(after: .init(), of: unit) ?? 0
            most += count.limit(of: unit)
            kinds[unit.isCode ? 1 : 0].add(unit)
        }
        forecast.problems = sources.count
        forecast.rollouts = least...most
    }

    /// Traces that are there; a folder that the run would refuse is refused here too.
    private func done() throws -> Int {
        let path = out + "/run.sqlite"
        guard plan.shard == nil, FileBytes.kind(path) == .file else { return 0 }
        let reader = try StoreReader(path: path)
        try RunFolder.require(
            try InputDigests.configuration(of: plan, isolation: isolation.rawValue),
            of: try reader.facts(), in: out, isExtending: plan.isExtending)
        return try reader.traceCount()
    }

    /// Every unit of the run in its order; memory holds one.
    private func eachUnit(
        _ recorded: RecordedFiles?, _ body: (UnitPlan) -> Void
    ) async throws -> InputNotes {
        let source = UnitSource(plan: plan, recorded: recorded)
        while !isStopping(), let unit = try await source.next() { body(unit) }
        return await source.notes
    }

    private func attempt(
        _ kinds: inout [Kind], _ forecast: inout Forecast, _ recorded: RecordedFiles?,
        _ sandboxes: SandboxPool
    ) async throws {
        let maker = VariantMaker(
            seed: plan.seed, home: home, sandboxes: sandboxes,
            judged: plan.isJudged ? plan.variants : nil)
        let count = RolloutCount(plan: plan)
        let sampler = sampler(recorded, sandboxes)
        let verifier = TraceVerifier(
            isStrictExtraction: plan.isStrictExtraction, sandboxes: sandboxes)
        let left = forecast.shareLeft
        forecast.models = plan.models.map { ModelForecast(plan: $0, seed: plan.seed) }
        for index in kinds.indices {
            let weight =
                left * Double(kinds[index].units) / Double(max(1, kinds[index].chosen.count))
            let began = ContinuousClock.now
            for unit in kinds[index].chosen {
                if isStopping() || ContinuousClock.now - began > Self.patience { break }
                if case .made(let material) = try await maker.unit(unit) {
                    let limit = count.limit(of: unit)
                    forecast.models?.add(
                        material.variant, rollouts: limit, inRoundsOf: count.usual.first,
                        weight: weight)
                    if let sampler { try await judge(material, limit, sampler, verifier) }
                }
                kinds[index].tried += 1
            }
            kinds[index].seconds = (ContinuousClock.now - began).seconds
            forecast.tried += kinds[index].tried
        }
        guard kinds.allSatisfy({ $0.tried > 0 || $0.units == 0 }) else { return }
        let own = left * kinds.map(\.total).reduce(0, +) / Double(jobs)
        forecast.seconds = max(own, forecast.models?.seconds ?? 0)
    }

    /// Nil where models would have to be asked.
    private func sampler(
        _ recorded: RecordedFiles?, _ sandboxes: SandboxPool
    ) -> (any Sampler)? {
        if let recorded { return RecordedSampler(files: recorded) }
        guard plan.models == nil else { return nil }
        return BuiltinSampler(seed: plan.seed, home: home) { try await sandboxes.sandbox() }
    }

    private func judge(
        _ material: SamplingMaterial, _ count: Int, _ sampler: any Sampler,
        _ verifier: TraceVerifier
    ) async throws {
        try await sampler.sample(material, numbers: Array(0..<count)) { answer in
            for rollout in answer.rollouts {
                _ = try await verifier.trace(rollout, by: material.variant.problem.check)
            }
        }
    }
}

extension Forecaster.Kind {
    /// Seconds of all units at the pace of those that were tried.
    fileprivate var total: Double { tried > 0 ? seconds * Double(units) / Double(tried) : 0 }

    /// Counts a unit, and keeps it where its turn comes; the kept ones stay spread evenly over all that were seen.
    fileprivate mutating func add(_ unit: UnitPlan) {
        defer { units += 1 }
        guard units % step == 0 else { return }
        if chosen.count == Forecaster.mostTries {
            chosen = stride(from: 0, to: chosen.count, by: 2).map { chosen[$0] }
            step *= 2
            guard units % step == 0 else { return }
        }
        chosen.append(unit)
    }
}

extension UnitPlan {
    fileprivate var isCode: Bool {
        switch kind {
        case .family: false
        case .code: true
        case .problem(let problem), .recorded(let problem, _): problem.check.isCode
        }
    }
}
