internal import LyditeCore
internal import Synchronization

/// Counts finished traces over all workers.
final class ProgressTally: Sendable {
    private let state: Mutex<Pipeline.Progress>
    private let report: @Sendable (Pipeline.Progress) -> Void

    init(expected: Int?, report: @escaping @Sendable (Pipeline.Progress) -> Void) {
        state = Mutex(Pipeline.Progress(expected: expected))
        self.report = report
    }

    func add(_ verdicts: [Verdict]) {
        let now = state.withLock { progress in
            progress.traces += verdicts.count
            progress.correct += verdicts.count { $0 == .correct }
            progress.incorrect += verdicts.count { $0.fault != nil }
            return progress
        }
        report(now)
    }

    /// More or fewer traces are expected than was thought.
    func expect(_ more: Int) {
        state.withLock { progress in progress.expected = progress.expected.map { $0 + more } }
    }

    /// Traces that an earlier call has made.
    func skip(_ count: Int) {
        let now = state.withLock { progress in
            progress.traces += count
            progress.earlier += count
            return progress
        }
        report(now)
    }
}
