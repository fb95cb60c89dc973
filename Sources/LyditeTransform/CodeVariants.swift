package import LyditeCore
package import LyditeProblems

/// Chooses the variants of a code problem: other numbers, other words, a further step.
///
/// Index 0 is the original. The others go round through numbers, rephrase and add-step, then
/// through pairs of them; a transform that the problem has nothing for falls to the next.
package struct CodeVariants: Sendable {
    private let problem: CodeProblem
    private let source: Digest
    private let seed: UInt64

    /// - Parameter source: The digest of the original problem.
    package init(_ problem: CodeProblem, source: Digest, seed: UInt64) {
        self.problem = problem
        self.source = source
        self.seed = seed
    }

    /// The choice at `index`: the same for the same seed, whatever other indices are asked for.
    package func choice(at index: Int) -> CodeChoice {
        var choice = CodeChoice(originalOf: problem)
        guard index > 0 else { return choice }
        var generator = SeededGenerator(
            seed: seed, parent: source, stage: "code-variant", index: index)
        let rounds: [[Step]] = [
            [.numbers], [.rephrase], [.addStep], [.numbers, .rephrase], [.numbers, .addStep],
            [.rephrase, .addStep],
        ]
        for offset in 0..<rounds.count {
            let steps = rounds[(index - 1 + offset) % rounds.count]
            guard steps.allSatisfy(isPossible) else { continue }
            for step in steps { apply(step, to: &choice, &generator) }
            break
        }
        return choice
    }

    /// The lineage of the choice's problem. Steps in between are never made into problems of their
    /// own, so that each names the source problem as its parent.
    package func lineage(of choice: CodeChoice) -> Lineage {
        Lineage(
            source: source, family: problem.id,
            steps: choice.transforms.map { Lineage.Step(transform: $0, parent: source) })
    }

    private enum Step: String { case numbers, rephrase, addStep = "add-step" }

    private func isPossible(_ step: Step) -> Bool {
        switch step {
        case .numbers: problem.slots.contains { $0.values.count > 1 }
        case .rephrase: problem.statements.count > 1 || problem.entryPoints.count > 1
        case .addStep: !problem.extensions.isEmpty
        }
    }

    private func apply(
        _ step: Step, to choice: inout CodeChoice, _ generator: inout SeededGenerator
    ) {
        choice.transforms.append(step.rawValue)
        switch step {
        case .numbers:
            repeat {
                for (index, slot) in problem.slots.enumerated() {
                    choice.slots[index] = generator.below(slot.values.count)
                }
            } while choice.slots.allSatisfy { $0 == 0 }
        case .rephrase:
            repeat {
                choice.wording = generator.below(problem.statements.count)
                choice.name = generator.below(problem.entryPoints.count)
            } while choice.wording == 0 && choice.name == 0
        case .addStep: choice.extensionIndex = generator.below(problem.extensions.count)
        }
    }
}
