package import LyditeCore

/// What was read as one side of a comparison.
package struct AnswerReading: Sendable {
    private let answer: Answer
    /// Which rule found the answer in a whole response; nil for an answer given as such.
    package let extractedFrom: String?

    init(_ answer: Answer, extractedFrom: String?) {
        self.answer = answer
        self.extractedFrom = extractedFrom
    }

    /// The answer as it was written, without what surrounds it.
    package var text: String { answer.text }
    /// One spelling for equal readings, where the reader has one; made when it is asked for.
    package var canonical: String { answer.canonicalText }

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
