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

    package init(
        variant: Digest, index: Int, text: String, sampler: String, model: String,
        sampling: JSON = .null,
        isProgram: Bool = false
    ) {
        self.variant = variant
        self.index = index
        self.text = text
        self.sampler = sampler
        self.model = model
        self.sampling = sampling
        self.isProgram = isProgram
    }

    package var digest: Digest {
        Digest(of: [
            "variant": .string(variant.description), "index": .integer(Int64(index)),
            "text": .string(text),
            "sampler": .string(sampler), "model": .string(model), "sampling": sampling,
        ])
    }
}
