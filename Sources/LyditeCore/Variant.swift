/// A problem made from another by transforms, with the proof that its answer key is right.
///
/// A source problem taken as it is counts as a variant without steps.
package struct Variant: Hashable, Sendable {
    package var problem: Problem
    package var lineage: Lineage
    /// What shows that the key is right: slot values, equations that held, the program that agreed.
    package var proof: JSON

    package init(problem: Problem, lineage: Lineage, proof: JSON) {
        self.problem = problem
        self.lineage = lineage
        self.proof = proof
    }

    /// The source problem itself; its key is the source's own word.
    package init(source problem: Problem) {
        self.init(
            problem: problem, lineage: Lineage(source: problem.digest, family: problem.id),
            proof: ["kind": "source"])
    }

    package var digest: Digest { problem.digest }
}
