package import LyditeCore

/// What a model is shown: turns of a conversation, or the same as one text.
package struct Prompt: Hashable, Sendable {
    package enum Role: String, Hashable, Sendable {
        case system
        case user
        case assistant
    }

    package struct Turn: Hashable, Sendable {
        package var role: Role
        package var content: String
    }

    package var turns: [Turn]
    /// The turns by the chat template, for the interface that takes one text.
    package var text: String
    /// Which template, and what was chosen of its dimensions: the rollout's provenance.
    package var provenance: [JSON.Member]
}
