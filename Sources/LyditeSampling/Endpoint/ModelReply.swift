package import LyditeCore

/// What a server answered to one request.
package struct ModelReply: Sendable {
    package struct Choice: Sendable {
        package var text: String
        package var finish: String?
        package var reasoning: String?
        package var logprobs: JSON?
    }

    package var choices: [Choice]
    /// Embeddings, in the order of the texts; none where none were asked for.
    package var vectors: [[Float]] = []
    /// Tokens as the server counts them; nil where it does not.
    package var promptTokens: Int?
    package var completionTokens: Int?
    /// The names that the server gives to itself: `model` and `system_fingerprint`.
    package var served: [JSON.Member]

    /// Token counts beyond this are not believed.
    private static let mostTokens = 10_000_000

    /// Reads a chat completion or a completion, or embeddings where these were asked for.
    package init(
        _ bytes: [UInt8], asVectors: Bool = false
    ) throws(EndpointError.BadAnswer) {
        let json: JSON
        do throws(JSONError) {
            json = try JSONParser.parse(bytes)
        } catch {
            let first = bytes.first { $0 > 0x20 }
            if first == UInt8(ascii: "<") { throw .page }
            throw error.problem == .unexpectedEnd && first == UInt8(ascii: "{")
                ? .cutShort : .notJSON
        }
        if asVectors { try self.init(vectors: json) } else { try self.init(json) }
    }

    /// - Source: the OpenAI API reference, "Create embeddings".
    private init(vectors json: JSON) throws(EndpointError.BadAnswer) {
        guard let items = json["data"]?.arrayValue else { throw .noVectors }
        let places = items.compactMap { $0["index"]?.intValue }
        guard places.isEmpty || Set(places) == Set(0..<items.count) else { throw .noVectors }
        choices = []
        served = []
        promptTokens = Self.count(json["usage"]?["prompt_tokens"])
        completionTokens = 0
        vectors = [[Float]](repeating: [], count: items.count)
        for (number, item) in items.enumerated() {
            let numbers = item["embedding"]?.arrayValue ?? []
            let vector = numbers.compactMap { $0.doubleValue.map { Float($0) } }
            guard !vector.isEmpty, vector.count == numbers.count, vector.allSatisfy(\.isFinite)
            else { throw .noVectors }
            vectors[places.isEmpty ? number : places[number]] = vector
        }
    }

    package init(_ json: JSON) throws(EndpointError.BadAnswer) {
        guard case .object = json else { throw .notJSON }
        guard let items = json["choices"]?.arrayValue, !items.isEmpty else { throw .noChoices }
        let places = items.compactMap { $0["index"]?.intValue }
        let isIndexed = places.count == items.count && Set(places).count == places.count
        let ordered =
            isIndexed
            ? zip(places, items).sorted { $0.0 < $1.0 }.map(\.1) : items
        choices = ordered.compactMap(Self.choice)
        guard choices.count == items.count else { throw .noChoices }
        let usage = json["usage"]
        promptTokens = Self.count(usage?["prompt_tokens"])
        completionTokens = Self.count(usage?["completion_tokens"])
        served = ["model", "system_fingerprint"].compactMap { key in
            json[key].flatMap { $0.stringValue }.map { JSON.Member(key, .string($0)) }
        }
    }

    private static func choice(_ json: JSON) -> Choice? {
        guard case .object = json else { return nil }
        var choice = Choice(text: "")
        if let message = json["message"] {
            choice.text = text(message["content"])
            choice.reasoning =
                message["reasoning_content"]?.stringValue ?? message["reasoning"]?.stringValue
            if choice.reasoning?.isEmpty == true { choice.reasoning = nil }
        } else if let text = json["text"]?.stringValue {
            choice.text = text
        } else {
            return nil
        }
        choice.finish = json["finish_reason"]?.stringValue
        if let logprobs = json["logprobs"], !logprobs.isNull { choice.logprobs = logprobs }
        return choice
    }

    /// A text, or the texts among its parts.
    private static func text(_ content: JSON?) -> String {
        guard let parts = content?.arrayValue else { return content?.stringValue ?? "" }
        return parts.compactMap { $0["text"]?.stringValue }.joined()
    }

    private static func count(_ json: JSON?) -> Int? {
        json?.intValue.map { min(max(0, $0), mostTokens) }
    }
}
