package import LyditeCore
package import LyditeSampling

/// What models are to make of source problems, and what must hold of it.
package struct ProposalPlan: Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// The same problem in other words: its numbers and its answer stay.
        case rephrase
        /// New problems after the pattern of several sources: independent solvers must agree on the answer.
        case problems
        /// Inputs on which hasty programs fail, for `lydite problems strengthen --offer`.
        case cases
    }

    package var kind: Kind
    /// Proposals of each source problem; for new problems, in all.
    package var count = 1
    /// Source problems that one request for a new problem shows.
    package var examples = 5
    /// Solutions of each proposal.
    package var votes = 5
    /// The share of them that must agree: with the source's answer, or with each other.
    package var agreement = 0.6
    /// New problems that all solvers solve teach little: the most that may agree; 1 for no bound.
    package var mostAgreement = 1.0
    package var proposer: ModelPlan
    /// Who solves; independent of the proposer where another model is named.
    package var solver: ModelPlan
    package var budget: Money?
    package var seed: UInt64

    package init(
        kind: Kind, proposer: ModelPlan, solver: ModelPlan, budget: Money?, seed: UInt64
    ) {
        self.kind = kind
        self.proposer = proposer
        self.solver = solver
        self.budget = budget
        self.seed = seed
    }

    /// What decides the proposals; a file that another plan began is not gone on with.
    var configuration: JSON {
        [
            "kind": .string(kind.rawValue), "count": .integer(Int64(count)),
            "examples": .integer(Int64(examples)), "votes": .integer(Int64(votes)),
            "agreement": .double(agreement), "mostAgreement": .double(mostAgreement),
            "proposer": proposer.configuration, "solver": solver.configuration,
            "seed": .bigInteger(String(seed)),
        ]
    }

    /// Models that make proposals and solve them too; their agreement is worth less.
    package var selfSolvers: [String] {
        let names = Set(proposer.models.map(\.name))
        return solver.models.map(\.name).filter(names.contains)
    }
}
