internal import LyditeCore
internal import LyditeProblems
internal import LyditeSandbox
internal import LyditeTransform

/// Proved variants of the shipped math families, without their independent programs.
enum TransformBenchmark {
    private static let variantsEach = 200
    /// The figure that the transforms must reach.
    private static let least = 20_000.0
    /// The share of drawn values that must be kept in the worst family.
    private static let leastAcceptance = 0.2
    private static let draws = 300

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
        let rate = Double(made) / (CPUTime.seconds - began)
        let worst = families.map { (id: $0.id, share: acceptance(of: $0)) }.min {
            $0.share < $1.share
        }
        return [
            Figure(
                "transform/acceptance", worst?.share ?? 0,
                "of the values drawn for the worst family, \(worst?.id ?? "none"), are kept",
                bound: .atLeast(leastAcceptance)),
            Figure(
                "transform/variants", rate,
                "proved variants a CPU second over \(families.count) families",
                bound: .atLeast(least)),
            Figure(
                "transform/slowest", slowest.rate, "variants a CPU second of \(slowest.name)",
                better: .more),
        ]
    }

    /// The share of drawn values that end in an instance; the family's own draw or an extension's,
    /// whichever is worse.
    private static func acceptance(of family: Family) -> Double {
        let indices = [Int?.none] + family.extensions.indices.map(Optional.some)
        return indices.map { index in
            let plan = FamilyPlan(family: family, extensionIndex: index)
            var tally = FamilyPlan.Tally()
            for draw in 0..<draws {
                var generator = SeededGenerator(
                    seed: 1, parent: family.digest, stage: "acceptance", index: draw)
                _ = plan.draw(&generator, tally: &tally)
            }
            let drawn = plan.layout.numberSlots.count(where: \.isDrawn)
            return Double(tally.accepted * drawn) / Double(max(tally.drawn, 1))
        }.min() ?? 0
    }
}
