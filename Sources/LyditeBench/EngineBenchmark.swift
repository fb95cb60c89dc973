internal import LyditeCore
internal import LyditeEngine
internal import LyditeProblems
internal import LyditeSandbox
internal import LyditeStore
internal import Synchronization

/// Engine, math verifier and store together, without the sandbox.
enum EngineBenchmark {
    private static let problems = 3_000
    private static let rolloutsEach = 10
    /// The figure that engine and store must reach.
    private static let least = 10_000.0

    /// CPU time at the first and at the last stored trace.
    private struct Span {
        var first: (traces: Int, seconds: Double)?
        var last: (traces: Int, seconds: Double)?
    }

    static func run() async throws -> [Figure] {
        let folder = try TemporaryFolder()
        let rows = try GeneratedRows(
            folder: folder.path, problems: problems, rolloutsEach: rolloutsEach)
        let plan = RunPlan(
            entries: [.rows(path: rows.problems)], seed: 1, variants: 1, codeVariants: 1,
            rollouts: nil,
            sampler: .recorded, recorded: [rows.rollouts], map: FieldMap(),
            isStrictExtraction: false)
        let span = Mutex(Span())
        let pipeline = Pipeline(
            plan: plan, out: folder.path + "/out", home: "", jobs: 1, isolation: .full,
            progress: { progress in
                span.withLock { span in
                    let now = (progress.traces, CPUTime.seconds)
                    if span.first == nil { span.first = now }
                    span.last = now
                }
            },
            isStopping: { false })
        let began = CPUTime.seconds
        let outcome = try await pipeline.run()
        let seconds = CPUTime.seconds - began
        let total = problems * rolloutsEach
        guard case .finished(let report) = outcome, report.export.totals.rollouts == total,
            let (first, last) = span.withLock({ span in
                span.first.flatMap { first in span.last.map { (first, $0) } }
            })
        else {
            preconditionFailure("the generated run did not end as a whole")
        }
        return [
            Figure(
                "engine/traces",
                Double(last.traces - first.traces) / (last.seconds - first.seconds),
                "traces a CPU second, from rollout to stored verdict", bound: .atLeast(least)),
            Figure(
                "engine/whole", Double(total) / seconds,
                "traces a CPU second, with joining, pairs and exports"),
        ]
    }
}
