internal import LyditeCore
internal import LyditeSampling
internal import LyditeStore
internal import Synchronization

/// Does everything about one unit: variant, rollouts, verdicts, store.
struct UnitWorker: Sendable {
    let maker: VariantMaker
    let sampler: any Sampler
    let count: RolloutCount
    let verifier: TraceVerifier
    let store: StoreWriter
    let tally: ProgressTally
    let isStopping: @Sendable () -> Bool

    /// Rollouts held at once: one problem may have any number of them.
    private static let chunk = 256

    func run(_ plan: UnitPlan) async throws {
        if !store.isFresh, try await store.isFinished(ordinal: plan.ordinal) {
            tally.skip(count.of(plan))
            return
        }
        let unit: SamplingMaterial
        switch try await maker.unit(plan) {
        case .made(let made): unit = made
        case .refused(let reason):
            try await store.refuse(ordinal: plan.ordinal, name: plan.name, reason: reason)
            return
        }
        let count = count.of(plan)
        switch try await store.begin(unit.variant, ordinal: plan.ordinal, rollouts: count) {
        case .duplicate:
            try await store.refuse(
                ordinal: plan.ordinal, name: plan.name, reason: StoreWriter.duplicateReason)
        case .open(let row, let done):
            tally.skip(done.count)
            try await verify(unit, row: row, numbers: (0..<count).filter { !done.contains($0) })
        }
    }

    /// Math traces of a variant are stored together; programs one by one, as each costs a thousand times more.
    private func verify(_ unit: SamplingMaterial, row: Int64, numbers: [Int]) async throws {
        for start in stride(from: 0, to: numbers.count, by: Self.chunk) {
            let end = min(start + Self.chunk, numbers.count)
            try await verify(unit, row: row, chunk: Array(numbers[start..<end]))
        }
    }

    private func verify(_ unit: SamplingMaterial, row: Int64, chunk: [Int]) async throws {
        var finished: [Trace] = []
        let answers = Mutex<[Rollout]>([])
        try await sampler.sample(unit, numbers: chunk) { answer in
            answers.withLock { $0 += answer.rollouts }
        }
        for rollout in answers.withLock({ $0 }) {
            if isStopping() { break }
            let trace = try await verifier.trace(rollout, of: unit.variant.problem)
            // Another worker's failure stops this one too; what it was doing then is no finished work.
            if Task.isCancelled { return }
            finished.append(trace)
            if unit.variant.problem.check.isCode { try await flush(&finished, row: row) }
        }
        try await flush(&finished, row: row)
    }

    private func flush(_ traces: inout [Trace], row: Int64) async throws {
        guard !traces.isEmpty else { return }
        try await store.add(traces, variant: row)
        tally.add(traces.map(\.judgement.verdict))
        traces = []
    }
}
