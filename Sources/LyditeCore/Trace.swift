/// The stored unit: a rollout, the candidate in it, its runs and the verdict.
package struct Trace: Sendable {
    package var rollout: Rollout
    package var judgement: Judgement
    /// Name and version of the verifier that gave the verdict.
    package var verifier: String
    /// Isolation level of the runs; nil where nothing ran.
    package var isolation: Isolation.Level?

    package init(
        rollout: Rollout, judgement: Judgement, verifier: String, isolation: Isolation.Level?
    ) {
        self.rollout = rollout
        self.judgement = judgement
        self.verifier = verifier
        self.isolation = isolation
    }

    /// What it can be in a pair.
    package var role: PairRole {
        PairRole(
            verdict: judgement.verdict, candidate: judgement.candidate,
            reasoning: judgement.reasoning)
    }
}
