internal import LyditeCore
internal import LyditeFiles
internal import LyditeSampling
internal import LyditeStore
internal import Synchronization

/// The sampler of one call of a run, with what it leaves to say at the end.
struct RunSampler: Sendable {
    private enum Kind: Sendable {
        case free(any Sampler)
        case endpoint(EndpointSampler)
        case batch(BatchSampler, results: BatchResults?)
    }

    private let kind: Kind
    let halt = RunHalt()
    /// Units under way at once: enough that as many requests wait as may be sent, and no more.
    let workers: Int
    /// Rollouts of one unit that are sampled, then judged, at once.
    let chunk: Int

    /// Chunks of what is free, as a problem may have any number of rollouts; answers of models are held in memory
    /// for all workers together.
    private static let freeChunk = 256
    private static let paidChunk = 32

    var sampler: any Sampler {
        switch kind {
        case .free(let sampler): sampler
        case .endpoint(let sampler): sampler
        case .batch(let sampler, _): sampler
        }
    }

    init(
        plan: RunPlan, recorded: RecordedFiles?, home: String, jobs: Int,
        sandboxes: SandboxPool, store: StoreWriter, folder: String,
        isStopping: @escaping @Sendable () -> Bool
    ) async throws {
        if let recorded {
            kind = .free(RecordedSampler(files: recorded))
        } else if let models = plan.models {
            let budget = Budget(limit: plan.budget, spent: try await store.spending().cost)
            if plan.sampler == .endpoint {
                kind = .endpoint(
                    try EndpointSampler(
                        plan: models, seed: plan.seed, budget: budget, isStopping: isStopping))
            } else {
                let results =
                    plan.batchResults.isEmpty
                    ? nil : try await BatchResults.open(plan.batchResults, isStopping: isStopping)
                kind = .batch(
                    try BatchSampler(
                        plan: models, seed: plan.seed, results: results, budget: budget,
                        folder: folder + "/batch"), results: results)
            }
        } else {
            kind = .free(
                BuiltinSampler(
                    seed: plan.seed, home: home
                ) { try await sandboxes.sandbox() })
        }
        guard let models = plan.models, recorded == nil else {
            workers = jobs
            chunk = Self.freeChunk
            return
        }
        chunk = max(models.choices, Self.paidChunk / models.choices * models.choices)
        let rollouts = min(RolloutCount(plan: plan).usual.first, chunk)
        let requests = (rollouts + models.choices - 1) / models.choices
        workers = plan.sampler == .endpoint ? max(2, 2 * models.concurrency / requests + 2) : jobs
    }

    /// Ends the sampling; says what is left to do, and what was noticed beside it, a sentence each.
    func finish() async throws -> (unfinished: [String], remarks: [String]) {
        switch kind {
        case .free: return ([], [])
        case .endpoint(let sampler):
            var lines: [String] = []
            if case .budget = halt.reason, let reason = halt.reason {
                lines.append("\(reason); raise --budget and run again to go on")
            }
            for (reason, count) in sampler.notes.missing.sorted(by: { $0.key < $1.key }) {
                lines.append(
                    "\(count) rollouts are missing, as \(reason); run again to ask for them")
            }
            let singles = sampler.notes.singles.sorted().map {
                "the model \($0) gave one choice where several were asked for; the others were asked for one by one"
            }
            return (lines, singles)
        case .batch(let sampler, let results):
            let outcome = try await sampler.finish()
            var remarks = outcome.failures.map {
                "\($0.count) rows of batch results: one \($0.reason)"
            }
            if let results, results.brokenCount > 0 {
                remarks.append(
                    "\(results.brokenCount) lines of batch results have no custom_id: "
                        + results.broken.joined(separator: ", "))
            }
            var lines: [String] = []
            if outcome.requests > 0 {
                lines.append(
                    "\(outcome.requests) requests stand in \(outcome.files.joined(separator: ", ")); "
                        + "send them, and run again with --batch-results FILE")
            }
            if outcome.withheld > 0 {
                lines.append(
                    "the budget leaves nothing for \(outcome.withheld) further requests; raise --budget and run again"
                )
            }
            return (lines, remarks)
        }
    }
}

/// Why a run asks no model any more; the first reason stays.
final class RunHalt: Sendable {
    private let state = Mutex<EndpointError?>(nil)

    var reason: EndpointError? { state.withLock { $0 } }
    var isSet: Bool { reason != nil }

    func set(_ error: EndpointError) { state.withLock { $0 = $0 ?? error } }
}
