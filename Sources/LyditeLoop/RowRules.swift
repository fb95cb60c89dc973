internal import LyditeCore
package import LyditeStore

/// Which traces may be learned from. No configuration switches any of it off.
package struct RowRules: Sendable {
    package enum Refusal: String, CaseIterable, Sendable {
        /// Its verdict is not correct, or an equation on the way is wrong.
        case notVerified = "not-verified"
        /// Another referee than the loop's gave the verdict.
        case otherReferee = "other-referee"
        /// Nothing shows that the problem's key is right.
        case notGrounded = "not-grounded"
        case heldOut = "held-out"
        case tooDeep = "too-deep"
        case duplicate
        /// Left out by a stage of curation.
        case curated
        /// Too few demonstrations stand beside it.
        case replay
        /// Too many rows without a real source.
        case withoutReal = "without-real-source"
    }

    private let heldOut: HeldOut
    private let depth: Int

    package init(heldOut: HeldOut, depth: Int) {
        self.heldOut = heldOut
        self.depth = depth
    }

    /// Why a problem is not learned from, whatever the answer; nil for one that may be.
    package func refusal(of variant: StoredVariant, _ descent: Descent?) -> Refusal? {
        guard let descent else { return .notGrounded }
        if heldOut.relative(of: variant.statement) != nil { return .heldOut }
        return descent.depth > depth ? .tooDeep : nil
    }

    /// Why an answer is not learned from; nil for one that may be.
    package func refusal(of trace: StoredTrace) -> Refusal? {
        guard trace.isSound else { return .notVerified }
        return trace.verifier == Version.verifier ? nil : .otherReferee
    }
}
