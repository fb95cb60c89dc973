package import LyditeCore

/// What one model was asked, what it cost, and what came of it.
package struct ModelCost: Hashable, Sendable {
    package var model: String
    package var requests: Int
    /// As the server counted them.
    package var promptTokens: Int
    package var completionTokens: Int
    package var cost: Money
    /// The part of ``cost`` that no server stated: attempts without an answer, at their worst.
    package var assumed: Money
    package var rollouts = 0
    /// Correct traces in which every equation holds.
    package var accepted = 0
    /// Pairs whose chosen side is this model's.
    package var pairs = 0

    package init(
        model: String, requests: Int, promptTokens: Int, completionTokens: Int, cost: Money,
        assumed: Money
    ) {
        self.model = model
        self.requests = requests
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.cost = cost
        self.assumed = assumed
    }
}
