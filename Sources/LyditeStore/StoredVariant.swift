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
    /// Whether candidates are programs.
    package var isCode: Bool
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

    /// Right by answer and without a false equation: fit to be learned from.
    package var isSound: Bool { verdict == .correct && reasoning == nil }
}
