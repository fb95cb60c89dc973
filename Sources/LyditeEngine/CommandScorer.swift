internal import LyditeCore
internal import LyditeFiles
internal import LyditeSampling
internal import LyditeStore

/// Scores by someone's own command, such as a reward model: rows in, scores out, in any order.
struct CommandScorer {
    let command: String
    let patience: Duration
    let plan: ScorePlan
    let writer: StoreWriter
    let progress: @Sendable (_ done: Int, _ of: Int) -> Void
    let isStopping: @Sendable () -> Bool

    private static let batch = 256

    func score(_ traces: UnscoredTraces, _ report: inout ScoreReport) async throws {
        let session: CommandSession
        do throws(ChildProcess.Failure) {
            session = try CommandSession(command, patience: patience, isStopping: isStopping)
        } catch {
            throw EngineError.commandNotStarted(command, errno: error.errno)
        }
        var isAtEnd = false
        while !isAtEnd, !isStopping() {
            // Rows go out and scores come in by pieces, so that both are bounded and scores are stored as they come.
            var items: [UnscoredTraces.Item] = []
            while items.count < Self.batch, let item = try traces.next() { items.append(item) }
            isAtEnd = items.count < Self.batch
            var ratings: [StoreWriter.Rating] = []
            let ending = Self.exchange(session, items, plan, isLast: isAtEnd, &ratings)
            report.scored += ratings.count
            report.unread += items.count - ratings.count
            _ = try await writer.add(ratings)
            progress(report.earlier + report.scored, traces.total)
            if let ending {
                report.halt = "the command \(ending)"
                return
            }
        }
    }

    /// - Returns: How the command ended before it had answered all; nil where it did not.
    private static func exchange(
        _ session: CommandSession, _ items: [UnscoredTraces.Item], _ plan: ScorePlan,
        isLast: Bool, _ ratings: inout [StoreWriter.Rating]
    ) -> String? {
        var next = 0
        var open = Dictionary(uniqueKeysWithValues: items.map { ($0.trace.digest.description, $0) })
        let ending = session.run(isLast: isLast) {
            guard next < items.count else { return nil }
            defer { next += 1 }
            let item = items[next]
            return [
                "id": .string(item.trace.digest.description),
                "prompt": .string(item.variant.statement), "response": .string(item.trace.text),
            ]
        } take: { json in
            guard let id = json["id"]?.stringValue, let item = open.removeValue(forKey: id) else {
                return false
            }
            if let score = json["score"]?.doubleValue, score.isFinite {
                ratings.append(
                    .init(
                        trace: item.trace.digest, kind: "reward", rater: plan.name, score: score))
            }
            return true
        }
        return open.isEmpty ? nil : ending
    }
}
