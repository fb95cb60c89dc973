package import LyditeCore

/// Two traces of one problem: chosen (correct) and rejected (incorrect).
package struct Pair: Sendable {
    package var chosen: StoredTrace
    package var rejected: StoredTrace
    /// Name of the rule that chose them.
    package var rule: String

    package init(chosen: StoredTrace, rejected: StoredTrace, rule: String) {
        self.chosen = chosen
        self.rejected = rejected
        self.rule = rule
    }

    /// Identity: the digests of both rollouts.
    package var digest: Digest {
        Digest(of: Array((chosen.digest.description + "|" + rejected.digest.description).utf8))
    }
}
