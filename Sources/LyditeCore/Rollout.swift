/// One call to a sampler: what was asked for and the raw text that came back.
package struct Rollout: Hashable, Sendable {
    /// The variant that was to be solved.
    package var variant: Digest
    /// Which of the variant's rollouts, from 0.
    package var index: Int
    package var text: String
    /// `builtin`, `recorded`, `endpoint`, ...
    package var sampler: String
    /// `rule-based` for the built-in sampler.
    package var model: String
    /// Sampling parameters as the source states them; null where unknown.
    package var sampling: JSON
    /// Whether the text is the program itself rather than a response that holds one.
    package var isProgram: Bool
    /// What a model server said beside the text; nil for samplers without one.
    package var response: Response?

    /// What comes with a text, and is no part of the rollout's identity.
    package struct Response: Hashable, Sendable {
        /// Why the model ended: `stop`, `length`, ...; nil where the server does not say.
        package var finish: String?
        /// The model's reasoning, where the server keeps it apart from the text.
        package var reasoning: String?
        /// Log probabilities and the names that the server gives to itself, as they came.
        package var details: JSON

        package init(finish: String?, reasoning: String? = nil, details: JSON = .null) {
            self.finish = finish
            self.reasoning = reasoning
            self.details = details
        }
    }

    package init(
        variant: Digest, index: Int, text: String, sampler: String, model: String,
        sampling: JSON = .null,
        isProgram: Bool = false, response: Response? = nil
    ) {
        self.variant = variant
        self.index = index
        self.text = text
        self.sampler = sampler
        self.model = model
        self.sampling = sampling
        self.isProgram = isProgram
        self.response = response
    }

    /// The digest of the canonical JSON of what was asked and its text; written here in sorted order, as every trace pays for it.
    package var digest: Digest {
        var writer = JSONWriter(capacity: text.utf8.count + 256)
        writer.beginObject()
        writer.member("index", .integer(Int64(index)))
        writer.member("model", .string(model))
        writer.member("sampler", .string(sampler))
        writer.member("sampling", CanonicalJSON.sorted(sampling))
        writer.member("text", .string(text))
        writer.member("variant", .string(variant.description))
        writer.endObject()
        return Digest(of: writer.bytes)
    }
}
