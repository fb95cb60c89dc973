package import LyditeProblems
internal import LyditeTransform
internal import LyditeVerify

/// Compares a family's program with its derivation, on draws of every shape that the file offers.
package struct FamilyProgramLint: Sendable {
    private static let draws = 160
    /// Draws with an extension after an extension.
    private static let chains = 40

    private let home: String
    private let sandboxes: SandboxPool

    package init(home: String, sandboxes: SandboxPool) {
        self.home = home
        self.sandboxes = sandboxes
    }

    /// The first disagreement and the first failure of each function; none without a program.
    package func findings(_ family: Family) async throws -> [LintFinding] {
        guard let program = family.program else { return [] }
        var instances = Self.instances(FamilyVariants(family: family, seed: 0), Self.draws)
        if family.extensions.contains(where: { !$0.next.isEmpty }) {
            let recipe = FamilyVariants.Recipe(cycle: [[.numbers, .addStep, .addStep]])
            let shapes = FamilyShapes(family: family)
            instances += Self.instances(
                FamilyVariants(shapes: shapes, seed: 0, recipe: recipe), Self.chains)
        }
        let judge = FamilyJudge(sandbox: try await sandboxes.sandbox(), home: home)
        var findings: [String: LintFinding] = [:]
        for (instance, opinion) in zip(instances, try await judge.opinions(of: instances)) {
            let function = instance.programFunction ?? "answer"
            let found: (rule: String, message: String, suggestion: String)
            switch opinion {
            case .agrees, .none: continue
            case .disagrees(let value):
                let values = instance.numbers.sorted { $0.key < $1.key }
                    .map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
                found = (
                    "program-disagrees",
                    "the program's \(function)(v) gives \(value), and the derivation"
                        + " \(instance.programAnswer), for \(values)",
                    "one of the two is wrong"
                )
            case .fails(let why):
                found = (
                    "program-fails", "the program's \(function)(v) has no answer: \(why)",
                    "it must give an int or a Fraction for every instance"
                )
            }
            let key = found.rule + " " + function
            if findings[key] != nil { continue }
            findings[key] = LintFinding(
                rule: found.rule, path: family.path, line: program.line, message: found.message,
                suggestion: found.suggestion)
        }
        return findings.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func instances(_ variants: FamilyVariants, _ count: Int) -> [FamilyInstance] {
        (0..<count).compactMap { try? variants.variant(at: $0)?.instance }
    }
}
