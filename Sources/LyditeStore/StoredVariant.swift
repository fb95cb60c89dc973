package import LyditeCore

/// A variant as the store holds it, with what pairing and export need.
package struct StoredVariant: Sendable {
    package var row: Int64
    package var digest: Digest
    package var ordinal: Int
    package var name: String
    package var statement: String
    package var topic: String
    package var source: String
    package var licence: String
    package var isReal: Bool
    /// JSON text of the lineage.
    package var lineage: String
    package var sourceDigest: Digest
    package var family: String
    package var depth: Int
    /// JSON text of the means to check an answer.
    package var check: String
    /// JSON text of what shows that the key is right.
    package var proof: String

    package init(
        row: Int64, digest: Digest, ordinal: Int, name: String, statement: String, topic: String,
        source: String, licence: String, isReal: Bool, lineage: String, sourceDigest: Digest,
        family: String, depth: Int, check: String = "{}", proof: String = "{}"
    ) {
        self.row = row
        self.digest = digest
        self.ordinal = ordinal
        self.name = name
        self.statement = statement
        self.topic = topic
        self.source = source
        self.licence = licence
        self.isReal = isReal
        self.lineage = lineage
        self.sourceDigest = sourceDigest
        self.family = family
        self.depth = depth
        self.check = check
        self.proof = proof
    }
}

/// A trace as the store holds it.
package struct StoredTrace: Sendable {
    package var row: Int64
    package var digest: Digest
    package var number: Int
    package var text: String
    package var sampler: String
    package var model: String
    /// JSON text of the sampling parameters.
    package var sampling: String
    package var verdict: Verdict
    package var candidate: String?
    package var reasoning: String?
    package var verifier: String
    package var isolation: String?
    /// The model's reasoning, where the server kept it apart from the text.
    package var thinking: String?
    /// Why the model ended; nil where no server said so.
    package var finish: String?
    /// The verdict's sentence for people.
    package var detail: String?
    /// JSON text of what the verifier saw: certificate, equations, cases.
    package var evidence = "{}"
    /// The stage of curation that left the trace out; nil for one that stays.
    package var omittedBy: String?

    package init(
        row: Int64, digest: Digest, number: Int, text: String, sampler: String, model: String,
        sampling: String, verdict: Verdict, candidate: String?, reasoning: String?,
        verifier: String,
        isolation: String?, thinking: String? = nil
    ) {
        self.row = row
        self.digest = digest
        self.number = number
        self.text = text
        self.sampler = sampler
        self.model = model
        self.sampling = sampling
        self.verdict = verdict
        self.candidate = candidate
        self.reasoning = reasoning
        self.verifier = verifier
        self.isolation = isolation
        self.thinking = thinking
    }

    /// Right by answer and without a false equation: fit to be learned from.
    package var isSound: Bool { role == .chosen }

    package var role: PairRole {
        PairRole(verdict: verdict, candidate: candidate, reasoning: reasoning)
    }
    /// Decided to be wrong, as no answer could be read from it.
    package var isUnanswered: Bool {
        guard let fault = verdict.fault else { return false }
        return fault == .noAnswer || candidate == nil
    }
    /// Sound, and left in by every stage of curation.
    package var isKept: Bool { isSound && omittedBy == nil }
}
