internal import LyditeCore
internal import LyditeSampling
internal import LyditeStore
internal import Synchronization

/// Does everything about one unit: variant, rollouts, verdicts, store.
struct UnitWorker: Sendable {
    let maker: VariantMaker
    let source: RunSampler
    let count: RolloutCount
    let verifier: TraceVerifier
    let store: StoreWriter
    let tally: ProgressTally
    /// Bounds the work of our own; requests to models are bounded by their endpoints.
    let gate: Gate
    let isStopping: @Sendable () -> Bool

    func run(_ plan: UnitPlan) async throws {
        if !store.isFresh, try await store.isFinished(ordinal: plan.ordinal) {
            tally.skip(count.of(plan))
            return
        }
        let unit: SamplingMaterial
        switch try await gate.pass({ try await maker.unit(plan) }) {
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
        case .open(let row, var done):
            tally.skip(done.count)
            if source.sampler.isPaid, !store.isFresh {
                let kept = try await store.kept(of: unit.variant.digest, row: row)
                try await judge(kept, of: unit, row: row)
                done.formUnion(kept.map(\.index))
            }
            try await sample(unit, row: row, numbers: (0..<count).filter { !done.contains($0) })
        }
    }

    private func sample(_ unit: SamplingMaterial, row: Int64, numbers: [Int]) async throws {
        for start in stride(from: 0, to: numbers.count, by: source.chunk) {
            if isStopping() || source.halt.isSet { return }
            let end = min(start + source.chunk, numbers.count)
            let answers = Mutex<[Rollout]>([])
            do {
                try await source.sampler.sample(unit, numbers: Array(numbers[start..<end])) {
                    answer in
                    if source.sampler.isPaid {
                        try await store.keep(answer.rollouts, usage: answer.usage, variant: row)
                    }
                    answers.withLock { $0 += answer.rollouts }
                }
            } catch SamplingError.endpoint(let error) {
                // What was answered before is judged all the same.
                source.halt.set(error)
            }
            let rollouts = answers.withLock { $0 }.sorted { $0.index < $1.index }
            try await judge(rollouts, of: unit, row: row)
        }
    }

    /// Math traces of a variant are stored together; programs one by one, as each costs a thousand times more.
    private func judge(_ rollouts: [Rollout], of unit: SamplingMaterial, row: Int64) async throws {
        guard !rollouts.isEmpty else { return }
        try await gate.pass {
            var finished: [Trace] = []
            for rollout in rollouts {
                if isStopping() { break }
                let trace = try await verifier.trace(rollout, of: unit.variant.problem)
                // Another worker's failure stops this one too; what it was doing then is no finished work.
                if Task.isCancelled { return }
                finished.append(trace)
                if unit.variant.problem.check.isCode { try await flush(&finished, row: row) }
            }
            try await flush(&finished, row: row)
        }
    }

    private func flush(_ traces: inout [Trace], row: Int64) async throws {
        guard !traces.isEmpty else { return }
        try await store.add(traces, variant: row)
        tally.add(traces.map(\.judgement.verdict))
        traces = []
    }
}
