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
    /// Places of the run at which an earlier call left nothing to do.
    let finished: Set<Int>
    let tally: ProgressTally
    /// Bounds the work of our own; requests to models are bounded by their endpoints.
    let gate: Gate
    let isStopping: @Sendable () -> Bool

    func run(_ plan: UnitPlan) async throws {
        let limit = count.limit(of: plan)
        if finished.contains(plan.ordinal) {
            tally.skip(limit)
            return
        }
        let unit: SamplingMaterial
        switch try await gate.pass({ try await maker.unit(plan) }) {
        case .made(let made): unit = made
        case .refused(let reason):
            try await store.refuse(ordinal: plan.ordinal, name: plan.name, reason: reason)
            return
        }
        switch try await store.begin(unit.variant, ordinal: plan.ordinal, rollouts: limit) {
        case .duplicate:
            try await store.refuse(
                ordinal: plan.ordinal, name: plan.name, reason: StoreWriter.duplicateReason)
        case .open(let row, var done):
            tally.skip(done.count)
            if source.sampler.isPaid, !store.isFresh {
                let kept = try await store.kept(of: unit.variant.digest, row: row)
                done.add(try await judge(kept, of: unit, row: row))
            }
            try await rounds(plan, unit, row: row, done)
        }
    }

    /// Samples round by round until the rule of the allocation has enough, or something stops the run.
    private func rounds(
        _ plan: UnitPlan, _ unit: SamplingMaterial, row: Int64, _ done: [Int: PairRole]
    ) async throws {
        var done = done
        var counts = Allocation.Counts()
        while let end = count.end(after: counts, of: plan) {
            let missing = (counts.rollouts..<end).filter { done[$0] == nil }
            done.add(try await sample(unit, row: row, numbers: missing))
            // A round that is not whole says nothing yet; the next call goes on with it.
            guard (counts.rollouts..<end).allSatisfy({ done[$0] != nil }) else { return }
            for number in counts.rollouts..<end { counts.add(done[number] ?? .neither) }
        }
        try await store.finish(variant: row, rollouts: counts.rollouts)
        tally.expect(counts.rollouts - count.limit(of: plan))
    }

    /// - Returns: What each new trace can be in a pair, by its number.
    private func sample(
        _ unit: SamplingMaterial, row: Int64, numbers: [Int]
    ) async throws -> [Int: PairRole] {
        var roles: [Int: PairRole] = [:]
        for start in stride(from: 0, to: numbers.count, by: source.chunk) {
            if isStopping() || source.halt.isSet { return roles }
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
            roles.add(try await judge(rollouts, of: unit, row: row))
        }
        return roles
    }

    /// Math traces of a variant are stored together; programs one by one, as each costs a thousand times more.
    ///
    /// - Returns: What each trace can be in a pair, by its number.
    private func judge(
        _ rollouts: [Rollout], of unit: SamplingMaterial, row: Int64
    ) async throws -> [Int: PairRole] {
        guard !rollouts.isEmpty else { return [:] }
        return try await gate.pass {
            var roles: [Int: PairRole] = [:]
            var finished: [Trace] = []
            for rollout in rollouts {
                if isStopping() { break }
                let trace = try await verifier.trace(rollout, by: unit.variant.problem.check)
                // Another worker's failure stops this one too; what it was doing then is no finished work.
                if Task.isCancelled { return roles }
                roles[rollout.index] = trace.role
                finished.append(trace)
                if unit.variant.problem.check.isCode { try await flush(&finished, row: row) }
            }
            try await flush(&finished, row: row)
            return roles
        }
    }

    private func flush(_ traces: inout [Trace], row: Int64) async throws {
        guard !traces.isEmpty else { return }
        try await store.add(traces, variant: row)
        tally.add(traces.map(\.judgement.verdict))
        traces = []
    }
}

extension [Int: PairRole] {
    fileprivate mutating func add(_ others: Self) { merge(others) { first, _ in first } }
}

extension Allocation.Counts {
    fileprivate mutating func add(_ role: PairRole) {
        rollouts += 1
        switch role {
        case .chosen: chosen += 1
        case .rejected: rejected += 1
        case .neither: break
        }
    }
}
