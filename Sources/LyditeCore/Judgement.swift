/// A verdict with the evidence for it, as a verifier gives it.
package struct Judgement: Sendable {
    package var verdict: Verdict
    /// One sentence for people; never needed to understand the verdict.
    package var detail: String?
    /// The candidate: the final answer or the program taken out of the rollout; nil where there is none.
    package var candidate: String?
    /// Certificate, cases and equations, as the contract's output row has them.
    package var evidence: JSON
    /// `wrong-step` where an equation of the trace is false.
    package var reasoning: String?
    package var runs: [Run]

    package init(
        verdict: Verdict, detail: String? = nil, candidate: String? = nil,
        evidence: JSON = .object([]),
        reasoning: String? = nil, runs: [Run] = []
    ) {
        self.verdict = verdict
        self.detail = detail
        self.candidate = candidate
        self.evidence = evidence
        self.reasoning = reasoning
        self.runs = runs
    }
}
