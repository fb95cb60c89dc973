internal import LyditeCore
package import LyditeVerify

/// Something that gives a verdict for each row.
package protocol CorpusVerifier: Sendable {
    var name: String { get }
    /// One answer for each row, in their order; a row that fails does not stop the others.
    func answers(to rows: [LabelledRow]) async throws -> [RowAnswer]
}

/// This lydite.
package struct OwnVerifier: CorpusVerifier {
    package let name = "lydite \(Version.lydite)"
    private let verifier: RowVerifier
    private let jobs: Int
    private let isStopping: @Sendable () -> Bool

    /// - Parameter isStopping: Asked before each row: true leaves the rest unanswered.
    package init(
        _ verifier: RowVerifier, jobs: Int, isStopping: @escaping @Sendable () -> Bool = { false }
    ) {
        self.verifier = verifier
        self.jobs = jobs
        self.isStopping = isStopping
    }

    package func answers(to rows: [LabelledRow]) async throws -> [RowAnswer] {
        let workers = max(1, min(jobs, rows.count))
        let parts = try await withThrowingTaskGroup(of: [(Int, RowAnswer)].self) { group in
            for worker in 0..<workers {
                // Every so many rows, as neighbours cost alike: a stretch of programs is shared out.
                group.addTask {
                    var part: [(Int, RowAnswer)] = []
                    for place in stride(from: worker, to: rows.count, by: workers) {
                        let answer =
                            isStopping()
                            ? RowAnswer.stopped : try await answer(rows[place], place)
                        part.append((place, answer))
                    }
                    return part
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        return parts.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func answer(_ row: LabelledRow, _ number: Int) async throws -> RowAnswer {
        let output = try await verifier.verify(Array(row.input.text.utf8), number: number + 1)
        guard let json = try? JSONParser.parse(output.bytes), let answer = RowAnswer(json) else {
            preconditionFailure("a verdict row of our own cannot be read")
        }
        return answer
    }
}
