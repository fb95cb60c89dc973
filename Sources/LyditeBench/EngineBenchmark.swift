/// Engine, math verifier and store together, without the sandbox.
enum EngineBenchmark {
    /// The figure that engine and store must reach.
    private static let least = 10_000.0

    static func run() async throws -> [Figure] {
        let run = try await GeneratedRun()
        return [
            Figure(
                "engine/traces", run.stored,
                "traces a CPU second, from rollout to stored verdict", bound: .atLeast(least)),
            Figure(
                "engine/whole", Double(run.traces) / run.seconds,
                "traces a CPU second, with joining, pairs and exports", better: .more),
        ]
    }
}
