package import LyditeCore

/// Two traces of one problem: chosen (correct) and rejected (incorrect).
package struct Pair: Hashable, Sendable {
    /// Identity: the digests of both rollouts.
    package var digest: Digest
    /// Rows of the two traces in the store.
    package var chosen: Int64
    package var rejected: Int64
    /// Name of the rule that chose them.
    package var rule: String

    package init(chosen: StoredTrace, rejected: StoredTrace, rule: String) {
        digest = Digest(
            of: Array((chosen.digest.description + "|" + rejected.digest.description).utf8))
        self.chosen = chosen.row
        self.rejected = rejected.row
        self.rule = rule
    }
}
