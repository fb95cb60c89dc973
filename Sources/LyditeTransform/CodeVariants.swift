package import LyditeCore
package import LyditeProblems

/// Chooses the variants of a code problem: other numbers, other words, a further step, other names of
/// arguments, another form of an argument, a looser comparison.
///
/// Index 0 is the original. The others go round through numbers, rephrase and add-step, then
/// through pairs of them and the others; a transform that the problem has nothing for falls to the next.
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
            [.rephrase, .addStep], [.arguments], [.input], [.comparison], [.numbers, .input],
            [.rephrase, .arguments], [.addStep, .input],
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

    private enum Step: String {
        case numbers, rephrase, addStep = "add-step"
        case arguments = "rename-arguments"
        case input = "input-format"
        case comparison
    }

    private func isPossible(_ step: Step) -> Bool {
        switch step {
        case .numbers: problem.slots.contains { $0.values.count > 1 }
        case .rephrase: problem.statements.count > 1 || problem.entryPoints.count > 1
        case .addStep: !problem.extensions.isEmpty
        case .arguments: problem.isRenamable
        case .input: !problem.reformable.isEmpty
        case .comparison: problem.isLoosable
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
        case .arguments: choice.reshape.names = names(&generator)
        case .input:
            let place = generator.pick(problem.reformable)
            let forms = CodeReshape.forms(of: problem.arguments[place].type)
            choice.reshape.input = (place, generator.pick(forms))
        case .comparison: choice.reshape.isLoose = true
        }
    }

    /// A new name for each argument, all of them different.
    private func names(_ generator: inout SeededGenerator) -> [String] {
        var taken = Set(problem.arguments.map(\.name))
        return problem.arguments.map { argument in
            let free = Self.names(of: argument.type).filter { !taken.contains($0) }
            let name = free.isEmpty ? argument.name + "_given" : generator.pick(free)
            taken.insert(name)
            return name
        }
    }

    private static func names(of type: String) -> [String] {
        switch type {
        case "str": ["s", "line", "source", "message"]
        case "int": ["n", "k", "number", "given"]
        default:
            type.hasPrefix("list") ? ["data", "entries", "seq"] : ["arg", "thing", "obj"]
        }
    }
}
