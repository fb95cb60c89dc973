package import LyditeCore

/// The JSON of one request, as OpenAI-compatible servers and batch files take it.
///
/// - Source: the OpenAI API reference, "Create chat completion" and "Create completion".
package struct RequestBody: Sendable {
    let plan: ModelPlan

    package init(plan: ModelPlan) { self.plan = plan }

    /// The path below the base address.
    package var path: String {
        if plan.asksVectors { return "/embeddings" }
        return plan.interface == .chat ? "/chat/completions" : "/completions"
    }

    /// An object whose last brace is missing, so that an endpoint's own members can follow.
    ///
    /// - Parameters:
    ///   - count: Choices asked for.
    ///   - seed: The request's seed; left out where the plan sends none.
    package func openObject(
        model: String, prompt: Prompt, count: Int, seed: Int
    ) -> [UInt8] {
        var writer = JSONWriter(capacity: prompt.text.utf8.count + 512)
        writer.beginObject()
        writer.member("model", .string(model))
        switch plan.interface {
        case .chat:
            writer.key("messages")
            writer.beginArray()
            for turn in prompt.turns {
                writer.beginObject()
                writer.member("role", .string(turn.role.rawValue))
                writer.member("content", .string(turn.content))
                writer.endObject()
            }
            writer.endArray()
        case .completions: writer.member("prompt", .string(prompt.text))
        }
        if count > 1 { writer.member("n", .integer(Int64(count))) }
        if let temperature = plan.temperature {
            writer.member("temperature", .double(temperature))
        }
        if let topP = plan.topP { writer.member("top_p", .double(topP)) }
        writer.member(plan.maxTokensField, .integer(Int64(plan.maxTokens)))
        if plan.sendsSeed { writer.member("seed", .integer(Int64(seed))) }
        if !plan.stop.isEmpty {
            writer.member("stop", .array(plan.stop.map { .string($0) }))
        }
        if plan.logprobs {
            writer.member("logprobs", plan.interface == .chat ? .bool(true) : .integer(1))
        }
        return writer.bytes
    }

    /// What closes the object: the endpoint's own members.
    package static func end(_ members: [JSON.Member]) -> [UInt8] {
        guard !members.isEmpty else { return [UInt8(ascii: "}")] }
        let text = JSON.object(members).text.utf8
        return [UInt8(ascii: ",")] + text.dropFirst()
    }

    /// The most tokens that a prompt can be: one a byte, and some around each turn.
    package static func mostTokens(of prompt: Prompt) -> Int {
        prompt.turns.reduce(16) { $0 + $1.content.utf8.count + 16 }
    }

    /// The most bytes that an honest answer can have; what is longer is cut off.
    package func mostBytes(choices: Int) -> Int {
        let perToken = plan.logprobs ? 512 : 48
        return min(64 << 20, max(1 << 20, choices * plan.maxTokens * perToken))
    }
}
