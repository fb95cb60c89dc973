package import LyditeCore

/// Two traces of one problem: chosen (correct) and rejected (incorrect).
package struct Pair: Sendable {
    package var chosen: StoredTrace
    package var rejected: StoredTrace
    /// Name of the rule that chose them.
    package var rule: String

    /// What the rule saw: class of error, first wrong step, failing case.
    package var facts: JSON

    package init(
        chosen: StoredTrace, rejected: StoredTrace, rule: String, facts: JSON = .object([])
    ) {
        self.chosen = chosen
        self.rejected = rejected
        self.rule = rule
        self.facts = facts
    }

    /// Identity: the digests of both rollouts.
    package var digest: Digest {
        Digest(of: Array((chosen.digest.description + "|" + rejected.digest.description).utf8))
    }
}
