package import LyditeCore
package import LyditeProblems
internal import LyditeSampling

/// The original problems of families, folders and rows, in their order.
package enum SourceProblems {
    package static func of(
        _ entries: [ProblemEntry], home: String, sandboxes: SandboxPool
    ) async throws(EngineError) -> [Problem] {
        try await EngineError.wrapping {
            let plan = RunPlan(
                entries: entries, seed: 1, variants: 1, codeVariants: 1, rollouts: nil,
                sampler: .builtin, recorded: [], map: FieldMap(), isStrictExtraction: false)
            let source = UnitSource(plan: plan, recorded: nil)
            let maker = VariantMaker(seed: 1, home: home, sandboxes: sandboxes)
            var problems: [Problem] = []
            while let unit = try await source.next() {
                if case .made(let material) = try await maker.unit(unit) {
                    problems.append(material.variant.problem)
                }
            }
            return problems
        }
    }
}
