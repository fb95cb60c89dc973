package import LyditeCore

/// What one request to a model cost.
package struct Usage: Hashable, Sendable {
    package var model: String
    package var promptTokens: Int
    package var completionTokens: Int
    package var cost: Money
    /// Choices that came of it.
    package var choices: Int
    /// Whether the server said nothing, so that the most it can have cost is counted.
    package var isAssumed: Bool

    package init(
        model: String, promptTokens: Int, completionTokens: Int, cost: Money, choices: Int,
        isAssumed: Bool
    ) {
        self.model = model
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.cost = cost
        self.choices = choices
        self.isAssumed = isAssumed
    }
}
