internal import LyditeCore
internal import LyditeStore

/// Embeddings of texts, from OpenAI-compatible endpoints.
package final class EndpointEmbedder: Sendable {
    /// Texts of one request at most.
    package static let mostTexts = 32
    /// Bytes of a text that are sent: about 6,000 tokens, less than usual models take.
    package static let mostTextBytes = 16 << 10
    /// More numbers than any model in use gives, at 24 bytes each.
    private static let mostVectorBytes = 8192 * 24

    /// The vectors of some texts, and what was used up, also by attempts that failed.
    package struct Reply: Sendable {
        package var vectors: [[Float]]
        package var tokens: Int
    }

    private let model: ModelPlan.Model
    private let client: EndpointClient

    /// - Parameter plan: Its first model is asked.
    package init(
        plan: ModelPlan, budget: Budget, isStopping: @escaping @Sendable () -> Bool
    ) throws(EndpointError) {
        var plan = plan
        plan.asksVectors = true
        model = plan.models[0]
        client = try EndpointClient(plan: plan, seed: 0, budget: budget, isStopping: isStopping)
    }

    /// One vector for each text, all of one length.
    package func vectors(of texts: [String]) async throws(EndpointError) -> Reply {
        let cut = texts.map { text in
            text.utf8.count <= Self.mostTextBytes
                ? text : String(decoding: text.utf8.prefix(Self.mostTextBytes), as: UTF8.self)
        }
        var writer = JSONWriter(capacity: cut.reduce(256) { $0 + $1.utf8.count + 16 })
        writer.beginObject()
        writer.member("model", .string(model.name))
        writer.member("input", .array(cut.map { .string($0) }))
        writer.member("encoding_format", "float")
        let outcome = await client.ask(
            ModelRequest(
                model: 0, body: writer.bytes,
                mostPromptTokens: cut.reduce(0) { $0 + $1.utf8.count + 16 },
                mostCompletionTokens: 0, mostBytes: (1 << 16) + cut.count * Self.mostVectorBytes,
                identity: Digest(of: writer.bytes)))
        let reply = try outcome.result.get()
        client.settle()
        let length = reply.vectors.first?.count
        guard reply.vectors.count == texts.count,
            reply.vectors.allSatisfy({ $0.count == length })
        else {
            let host = "the endpoint of \(model.name)"
            throw .gaveUp(host: host, symptom: .answer(.noVectors))
        }
        let tokens = outcome.usages.reduce(0) { $0 + $1.promptTokens }
        return Reply(vectors: reply.vectors, tokens: tokens)
    }
}
