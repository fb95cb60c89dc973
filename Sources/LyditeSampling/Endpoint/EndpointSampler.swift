internal import LyditeCore
internal import LyditeStore
internal import Synchronization

/// Rollouts from models behind OpenAI-compatible endpoints.
///
/// Rollout numbers are cut into blocks of as many as one request asks for; model and prompt of a block, and the seed of
/// a request, come from the run's seed and the numbers. A server may give fewer choices than were asked for: the rest of
/// the block is asked for again. So which text has which number depends on the answers alone, not on when they came.
package final class EndpointSampler: Sampler {
    /// What was noticed on the way.
    package struct Notes: Sendable {
        /// Rollouts that were given up, by the reason.
        package var missing: [String: Int] = [:]
        /// Models that gave one choice where more were asked for.
        package var singles: Set<String> = []
    }

    private let plan: ModelPlan
    private let seed: UInt64
    private let client: EndpointClient
    private let requests: RequestPlan
    private let state = Mutex(Notes())

    package init(
        plan: ModelPlan, seed: UInt64, budget: Budget, isStopping: @escaping @Sendable () -> Bool
    ) throws(SamplingError) {
        self.plan = plan
        self.seed = seed
        requests = RequestPlan(plan: plan, seed: seed)
        do throws(EndpointError) {
            client = try EndpointClient(
                plan: plan, seed: seed, budget: budget, isStopping: isStopping)
        } catch {
            throw .endpoint(error)
        }
    }

    package var isPaid: Bool { true }
    package var notes: Notes { state.withLock { $0 } }

    package func sample(
        _ material: SamplingMaterial, numbers: [Int],
        deliver: @escaping @Sendable (Answer) async throws -> Void
    ) async throws {
        let blocks = requests.blocks(of: numbers)
        guard blocks.count > 1 else {
            for block in blocks { try await ask(block, material, deliver) }
            return
        }
        // A request that ends the run must not cut off the others, which are paid for.
        let results = await withTaskGroup(of: Result<Void, any Error>.self) { group in
            for block in blocks {
                group.addTask {
                    do {
                        return .success(try await self.ask(block, material, deliver))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for result in results { try result.get() }
    }

    private func ask(
        _ block: RequestPlan.Block, _ material: SamplingMaterial,
        _ deliver: @Sendable (Answer) async throws -> Void
    ) async throws {
        let variant = material.variant
        var response: String?
        if case .response(let text) = material.source { response = text }
        let choice = requests.choice(of: block.number, variant.problem, response: response)
        var left = block.numbers
        while let first = left.first {
            try SamplingError.checkCancelled()
            let isSingle = state.withLock { $0.singles.contains(choice.model) }
            let count = isSingle ? 1 : left.count
            let outcome = await client.ask(requests.request(choice, variant, first, count))
            defer { if outcome.result.isSuccess { client.settle() } }
            for usage in outcome.usages.dropLast(outcome.result.isSuccess ? 1 : 0) {
                try await deliver(Answer(rollouts: [], usage: usage))
            }
            switch outcome.result {
            case .success(let reply):
                if count > 1, reply.choices.count == 1 {
                    state.withLock { _ = $0.singles.insert(choice.model) }
                }
                let taken = Array(left.prefix(reply.choices.count))
                left.removeFirst(taken.count)
                let rollouts = requests.rollouts(
                    reply, numbers: taken, first: first, choice, variant, sampler: "endpoint")
                try await deliver(Answer(rollouts: rollouts, usage: outcome.usages.last))
            case .failure(let error) where error.isOfOneRequest:
                let lost = left.count
                return state.withLock { $0.missing[error.description, default: 0] += lost }
            case .failure(.cancelled): throw SamplingError.cancelled
            case .failure(let error): throw SamplingError.endpoint(error)
            }
        }
    }
}

extension Result {
    fileprivate var isSuccess: Bool {
        if case .success = self { true } else { false }
    }
}
