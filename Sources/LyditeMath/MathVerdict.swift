package import LyditeCore

/// What was read as one side of a comparison.
package struct AnswerReading: Hashable, Sendable {
    /// The answer as it was written, without what surrounds it.
    package var text: String
    /// One spelling for equal readings, where the reader has one.
    package var canonical: String
    /// Which rule found the answer in a whole response; nil for an answer given as such.
    package var extractedFrom: String?

    package init(text: String, canonical: String, extractedFrom: String? = nil) {
        self.text = text
        self.canonical = canonical
        self.extractedFrom = extractedFrom
    }

    package var json: JSON {
        .record([
            "text": .string(text), "canonical": .string(canonical),
            "extractedFrom": extractedFrom.map { .string($0) },
        ])
    }
}

/// The verdict on one answer, with both readings and the certificate.
package struct MathVerdict: Sendable {
    package var verdict: Verdict
    /// One sentence when there is something to say beyond the verdict.
    package var detail: String?
    package var gold: AnswerReading
    package var pred: AnswerReading
    package var certificate: Certificate

    /// The object that `lydite check --json` prints.
    package var json: JSON {
        .record([
            "verdict": .string(verdict.name),
            "fault": verdict.fault.map { .string($0.rawValue) } ?? .null,
            "cause": verdict.cause.map { .string($0.rawValue) } ?? .null,
            "detail": detail.map { .string($0) } ?? .null,
            "gold": gold.json,
            "pred": pred.json,
            "certificate": certificate.json,
        ])
    }
}
