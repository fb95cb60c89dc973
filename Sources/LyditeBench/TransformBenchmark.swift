internal import LyditeCore
internal import LyditeProblems
internal import LyditeSandbox
internal import LyditeTransform

/// Proved variants of the shipped math families, without their independent programs.
enum TransformBenchmark {
    private static let variantsEach = 200
    /// The figure that the transforms must reach.
    private static let least = 20_000.0

    static func run() async throws -> [Figure] {
        guard let home = Home.find() else { throw SandboxError.homeNotFound }
        let families = try ProblemCatalog(home: home).entries([]).compactMap { entry -> Family? in
            if case .family(let family) = entry { return family }
            return nil
        }
        var made = 0
        var slowest = (name: "", rate: Double.infinity)
        let began = CPUTime.seconds
        for family in families {
            let variants = FamilyVariants(family: family, seed: 1)
            let start = CPUTime.seconds
            var mine = 0
            for index in 0..<variantsEach where (try? variants.variant(at: index)) != nil {
                mine += 1
            }
            let rate = Double(mine) / max(CPUTime.seconds - start, 1e-9)
            if rate < slowest.rate { slowest = (family.id, rate) }
            made += mine
        }
        return [
            Figure(
                "transform/variants", Double(made) / (CPUTime.seconds - began),
                "proved variants a CPU second over \(families.count) families",
                bound: .atLeast(least)),
            Figure(
                "transform/slowest", slowest.rate, "variants a CPU second of \(slowest.name)",
                better: .more),
        ]
    }
}
