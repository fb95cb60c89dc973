internal import LyditeCore
internal import LyditeSampling
internal import LyditeStore
internal import Synchronization

/// Scores by a model that is shown the problem and the response, and writes a score for each criterion.
struct ModelScorer {
    let models: ModelPlan
    let budget: Money?
    let plan: ScorePlan
    let seed: UInt64
    let writer: StoreWriter
    let progress: @Sendable (_ done: Int, _ of: Int) -> Void
    let isStopping: @Sendable () -> Bool

    private enum Outcome: Sendable {
        case scored
        case unread
        case halted(EndpointError)
    }

    func score(_ traces: UnscoredTraces, _ report: inout ScoreReport) async throws {
        let before = try await writer.spending().cost
        let budget = Budget(limit: budget, spent: before)
        let sampler = try EndpointSampler(
            plan: models, seed: seed, budget: budget, isStopping: isStopping)
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            var open = 0
            var isAtEnd = false
            while !isAtEnd || open > 0 {
                while !isAtEnd, open < models.concurrency {
                    guard !isStopping(), report.halt == nil, let item = try traces.next() else {
                        isAtEnd = true
                        break
                    }
                    open += 1
                    group.addTask { try await ask(sampler, item) }
                }
                guard let outcome = try await group.next() else { break }
                open -= 1
                switch outcome {
                case .scored: report.scored += 1
                case .unread: report.unread += 1
                case .halted(let error): report.halt = report.halt ?? error.description
                }
                progress(report.earlier + report.scored, traces.total)
            }
        }
        report.cost = Money(pico: budget.spent.pico - before.pico)
    }

    private func ask(
        _ sampler: EndpointSampler, _ item: UnscoredTraces.Item
    ) async throws -> Outcome {
        let problem = Problem(
            // Another id for each trace: the judge's seeds follow it.
            id: "\(plan.name)/\(item.trace.digest)", statement: item.variant.statement,
            check: try item.variant.parsedCheck(), topic: item.variant.topic,
            origin: .init(isReal: false, source: item.variant.source, licence: ""))
        let material = SamplingMaterial(
            variant: Variant(source: problem), source: .response(item.trace.text), ordinal: 0)
        let texts = Mutex<[String]>([])
        do {
            try await sampler.sample(material, numbers: Array(0..<plan.samples)) { answer in
                try await writer.keep([], usage: answer.usage, variant: item.variant.row)
                texts.withLock { $0 += answer.rollouts.map(\.text) }
            }
        } catch SamplingError.endpoint(let error) {
            return .halted(error)
        }
        let scores = texts.withLock { $0 }.compactMap { plan.score(in: $0) }
        guard !scores.isEmpty else { return .unread }
        _ = try await writer.add([
            .init(
                trace: item.trace.digest, kind: "judge", rater: plan.name,
                score: scores.reduce(0, +) / Double(scores.count))
        ])
        return .scored
    }
}
