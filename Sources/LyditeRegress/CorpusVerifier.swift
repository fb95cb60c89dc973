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
    /// Rows that a worker takes at a time.
    private static let piece = 4

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
        // A row may cost a thousand times what its neighbours do: each worker takes the next few when it is done.
        var pieces = stride(from: 0, to: rows.count, by: Self.piece).makeIterator()
        return try await withThrowingTaskGroup(of: (Int, [RowAnswer]).self) { group in
            var answers = [RowAnswer](repeating: .stopped, count: rows.count)
            func take(_ start: Int) {
                group.addTask {
                    let end = min(start + Self.piece, rows.count)
                    return (start, try await self.answers(to: rows, start..<end))
                }
            }
            for _ in 0..<jobs { pieces.next().map(take) }
            while let (start, piece) = try await group.next() {
                answers.replaceSubrange(start..<(start + piece.count), with: piece)
                pieces.next().map(take)
            }
            return answers
        }
    }

    private func answers(to rows: [LabelledRow], _ places: Range<Int>) async throws -> [RowAnswer] {
        var answers: [RowAnswer] = []
        for place in places {
            answers.append(isStopping() ? .stopped : try await answer(rows[place], place))
        }
        return answers
    }

    private func answer(_ row: LabelledRow, _ number: Int) async throws -> RowAnswer {
        let output = try await verifier.verify(Array(row.input.text.utf8), number: number + 1)
        guard let json = try? JSONParser.parse(output.bytes), let answer = RowAnswer(json) else {
            preconditionFailure("a verdict row of our own cannot be read")
        }
        return answer
    }
}
