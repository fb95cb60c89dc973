internal import LyditeCore
internal import LyditeStore

/// One request to a model, before an endpoint is chosen for it.
struct ModelRequest: Sendable {
    /// Index of the model in the plan.
    var model: Int
    /// An object whose last brace is missing.
    var body: [UInt8]
    var mostPromptTokens: Int
    var mostCompletionTokens: Int
    var mostBytes: Int
    /// What the request is for; its jitter comes from it.
    var identity: Digest
}

/// What became of a request.
struct ModelOutcome: Sendable {
    var result: Result<ModelReply, EndpointError>
    /// What the answer cost, and before it each attempt that a server may have charged without an answer.
    var usages: [Usage]
}
