package import LyditeCore

/// What a run asks of models: which, with what parameters, by which prompts, and where.
package struct ModelPlan: Sendable {
    package enum Interface: String, CaseIterable, Sendable {
        case chat
        case completions
    }

    /// A model, whichever endpoints serve it.
    package struct Model: Sendable {
        package var name: String
        /// Its share of the requests among all weights.
        package var weight: Int
        /// Prices of a million tokens; nil where none is stated.
        package var promptPrice: Money?
        package var completionPrice: Money?
        /// Indices of the endpoints that serve it.
        package var endpoints: [Int]

        package init(
            name: String, weight: Int = 1, promptPrice: Money? = nil,
            completionPrice: Money? = nil, endpoints: [Int]
        ) {
            self.name = name
            self.weight = weight
            self.promptPrice = promptPrice
            self.completionPrice = completionPrice
            self.endpoints = endpoints
        }

        func cost(promptTokens: Int, completionTokens: Int) -> Money {
            Money.cost(tokens: promptTokens, perMillion: promptPrice ?? .zero)
                + Money.cost(tokens: completionTokens, perMillion: completionPrice ?? .zero)
        }
    }

    package var endpoints: [EndpointSettings] = []
    package var models: [Model] = []
    package var interface = Interface.chat
    package var temperature: Double? = 1
    package var topP: Double?
    package var maxTokens = 2048
    /// The newer name, which some models insist on, is `max_completion_tokens`.
    package var maxTokensField = "max_tokens"
    /// Rollouts of one request.
    package var choices = 1
    package var sendsSeed = true
    package var stop: [String] = []
    package var logprobs = false
    package var prompts = PromptSet()
    /// Whether embeddings are asked for, and no answers.
    var asksVectors = false

    package init() {}

    /// Requests under way at most, over all endpoints.
    package var concurrency: Int { endpoints.map(\.concurrency).reduce(0, +) }

    package var hasPrices: Bool {
        models.allSatisfy { $0.promptPrice != nil && $0.completionPrice != nil }
    }

    /// What decides the rollouts, as it is stored with the run: neither places nor secrets, limits or prices.
    package var configuration: JSON {
        let models = models.map { model -> JSON in
            [
                "name": .string(model.name), "weight": .integer(Int64(model.weight)),
                "body": .array(model.endpoints.map { .object(endpoints[$0].body) }),
            ]
        }
        return [
            "api": .string(interface.rawValue), "models": .array(models),
            "n": .integer(Int64(choices)), "sendsSeed": .bool(sendsSeed),
            "parameters": parameters, "prompts": prompts.configuration,
        ]
    }

    /// Sampling parameters in the words of the interface.
    package var parameters: JSON {
        .record([
            "temperature": temperature.map { .double($0) }, "top_p": topP.map { .double($0) },
            "max_tokens": .integer(Int64(maxTokens)),
            "stop": stop.isEmpty ? nil : .array(stop.map { .string($0) }),
            "logprobs": logprobs ? true : nil,
        ])
    }
}
