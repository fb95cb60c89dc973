package import LyditeFiles
package import LyditeVerify

/// Verifies rows with several workers and gives the results back in the order of the input.
///
/// Rows go out in chunks; at most two chunks a worker are under way, so memory is bounded by their bytes.
package struct OrderedRows: Sendable {
    /// Rows of a chunk: few programs, so that they are shared out, but enough short answers that
    /// handing out a chunk costs little beside them.
    private static let chunkRows = 16...256
    private static let shortBytes = 8 << 10
    /// A few large rows fill a chunk too.
    private static let chunkBytes = 1 << 20

    private let verifier: RowVerifier
    private let maximumBytes: Int
    private let jobs: Int

    package init(verifier: RowVerifier, maximumBytes: Int, jobs: Int) {
        self.verifier = verifier
        self.maximumBytes = maximumBytes
        self.jobs = jobs
    }

    /// - Parameter emit: Takes the next results; false stops the work.
    package func run(
        _ reader: LineReader, emit: ([RowVerifier.Output]) throws -> Bool
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, [RowVerifier.Output]).self) { group in
            var next = 0
            var emitted = 0
            var waiting: [Int: [RowVerifier.Output]] = [:]
            var isAtEnd = false
            while true {
                // A caller that waits for a verdict before it sends more must get it: rows under way come before a wait.
                while !isAtEnd, next - emitted < 2 * jobs, next == emitted || reader.isReady {
                    guard let chunk = try chunk(of: reader) else {
                        isAtEnd = true
                        break
                    }
                    let number = next
                    next += 1
                    group.addTask { (number, try await verify(chunk)) }
                }
                guard emitted < next, let (number, rows) = try await group.next() else { return }
                waiting[number] = rows
                while let ready = waiting.removeValue(forKey: emitted) {
                    emitted += 1
                    guard try emit(ready) else {
                        group.cancelAll()
                        return
                    }
                }
            }
        }
    }

    private func verify(_ lines: [LineReader.Line]) async throws -> [RowVerifier.Output] {
        var outputs: [RowVerifier.Output] = []
        outputs.reserveCapacity(lines.count)
        for line in lines where !Task.isCancelled {
            outputs.append(
                line.isTooLong
                    ? verifier.tooLong(maximumBytes: maximumBytes, number: line.number)
                    : try await verifier.verify(line.bytes, number: line.number))
        }
        return outputs
    }

    private func chunk(of reader: LineReader) throws -> [LineReader.Line]? {
        var lines: [LineReader.Line] = []
        var bytes = 0
        while lines.count < Self.chunkRows.upperBound, bytes < Self.chunkBytes,
            lines.count < Self.chunkRows.lowerBound || bytes < Self.shortBytes,
            lines.isEmpty || reader.isReady, let line = try reader.next()
        {
            if line.isBlank { continue }
            lines.append(line)
            bytes += line.bytes.count
        }
        return lines.isEmpty ? nil : lines
    }
}
