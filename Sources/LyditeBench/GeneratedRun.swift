internal import LyditeCore
internal import LyditeEngine
internal import LyditeProblems
internal import LyditeSandbox
internal import LyditeStore
internal import Synchronization

/// A whole run over generated rows and their recorded rollouts, and where its CPU time went.
struct GeneratedRun {
    private static let problems = 3_000
    private static let rolloutsEach = 10

    /// CPU time at the first and at the last stored trace.
    private struct Span {
        var first: (traces: Int, seconds: Double)?
        var last: (traces: Int, seconds: Double)?
    }

    let traces = problems * rolloutsEach
    /// Traces a CPU second between the first and the last that were stored.
    let stored: Double
    /// CPU seconds of the whole run.
    let seconds: Double
    /// CPU seconds from the last stored trace to the end: pairs, files and card.
    let exportSeconds: Double

    /// - Parameter then: Told of the folder with the run, before it is removed.
    init(then: (_ folder: String) async throws -> Void = { _ in }) async throws {
        let folder = try TemporaryFolder()
        let rows = try GeneratedRows(
            folder: folder.path, problems: Self.problems, rolloutsEach: Self.rolloutsEach)
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
        let ended = CPUTime.seconds
        guard case .finished(let report) = outcome,
            report.export.totals.rollouts == Self.problems * Self.rolloutsEach,
            let (first, last) = span.withLock({ span in
                span.first.flatMap { first in span.last.map { (first, $0) } }
            })
        else {
            preconditionFailure("the generated run did not end as a whole")
        }
        stored = Double(last.traces - first.traces) / (last.seconds - first.seconds)
        seconds = ended - began
        exportSeconds = ended - last.seconds
        try await then(folder.path)
    }
}
