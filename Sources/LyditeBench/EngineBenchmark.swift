internal import LyditeCore
internal import LyditeEngine
internal import LyditeProblems
internal import LyditeSandbox
internal import LyditeStore

/// Engine, math verifier, store and export together, without the sandbox.
enum EngineBenchmark {
    private static let problems = 2_000
    private static let rolloutsEach = 10
    /// The figure for engine and store.
    private static let least = 10_000.0

    @Sendable static func run() async throws -> [Figure] {
        let folder = try TemporaryFolder()
        let rows = try GeneratedRows(
            folder: folder.path, problems: problems, rolloutsEach: rolloutsEach)
        let plan = RunPlan(
            entries: [.rows(path: rows.problems)], seed: 1, variants: 1, codeVariants: 1,
            rollouts: nil,
            sampler: .recorded, recorded: [rows.rollouts], map: FieldMap(),
            isStrictExtraction: false)
        let pipeline = Pipeline(
            plan: plan, out: folder.path + "/out", home: "", jobs: 1, isolation: .full,
            progress: { _ in },
            isStopping: { false })
        let began = CPUTime.seconds
        let outcome = try await pipeline.run()
        let seconds = CPUTime.seconds - began
        guard case .finished(let report) = outcome,
            report.export.totals.rollouts == problems * rolloutsEach
        else {
            preconditionFailure("the generated run did not end as a whole")
        }
        return [
            Figure(
                "engine/traces", Double(problems * rolloutsEach) / seconds, "traces a CPU second",
                bound: .atLeast(least))
        ]
    }
}
