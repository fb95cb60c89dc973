package import LyditeCore

/// What the requests of a run will ask for and can cost, before any is sent.
package struct ModelForecast: Sendable {
    /// The share of one model.
    package struct Model: Sendable {
        package var name: String
        package var requests = 0.0
        /// At four bytes a token, which is usual for English text.
        package var promptTokens = 0.0
        package var mostCompletionTokens = 0.0
        /// The most that a budget counts: each byte of a prompt as a token, and answers at their greatest length.
        package var mostCost = Money.zero
    }

    private static let bytesPerToken = 4.0
    /// What answers are taken to need where nothing is known of the server.
    package static let assumedSeconds = 10.0

    package private(set) var models: [Model]
    private let plan: ModelPlan
    private let requests: RequestPlan

    package init(plan: ModelPlan, seed: UInt64) {
        self.plan = plan
        requests = RequestPlan(plan: plan, seed: seed)
        models = plan.models.map { Model(name: $0.name) }
    }

    /// Adds the requests for all rollouts of a variant, and of as many alike as `weight` says.
    ///
    /// - Parameter round: How many rollouts are asked for before their verdicts are looked at.
    package mutating func add(
        _ variant: Variant, rollouts: Int, inRoundsOf round: Int, weight: Double
    ) {
        let rounds = stride(from: 0, to: rollouts, by: round).map {
            Array($0..<min($0 + round, rollouts))
        }
        for block in rounds.flatMap({ requests.blocks(of: $0) }) {
            let choice = requests.choice(of: block.number, variant.problem)
            let bytes = choice.prompt.turns.reduce(0) { $0 + $1.content.utf8.count }
            let promptTokens = weight * Double(bytes) / Self.bytesPerToken
            let completionTokens = weight * Double(block.numbers.count * plan.maxTokens)
            models[choice.index].requests += weight
            models[choice.index].promptTokens += promptTokens
            models[choice.index].mostCompletionTokens += completionTokens
            // A budget counts each byte of a prompt as a token.
            let mostTokens = weight * Double(RequestBody.mostTokens(of: choice.prompt))
            models[choice.index].mostCost =
                models[choice.index].mostCost
                + plan.models[choice.index].cost(
                    promptTokens: Int(mostTokens.rounded(.up)),
                    completionTokens: Int(completionTokens.rounded(.up)))
        }
    }

    package var requestCount: Double { models.map(\.requests).reduce(0, +) }

    /// The time that the requests need when every place is taken and answers need ``assumedSeconds``, or longer where the
    /// endpoints' limits per minute say so.
    package var seconds: Double {
        let tokens = models.map(\.promptTokens).reduce(0, +)
        let inFlight = requestCount * Self.assumedSeconds / Double(max(1, plan.concurrency))
        return max(
            inFlight, minutes(requestCount, plan.endpoints.map(\.requestsPerMinute)) * 60,
            minutes(tokens, plan.endpoints.map(\.tokensPerMinute)) * 60)
    }

    /// How long a limit makes it; no time where an endpoint has none.
    private func minutes(_ amount: Double, _ limits: [Int?]) -> Double {
        let known = limits.compactMap { $0 }
        guard known.count == limits.count, !known.isEmpty else { return 0 }
        return amount / Double(max(1, known.reduce(0, +)))
    }
}
