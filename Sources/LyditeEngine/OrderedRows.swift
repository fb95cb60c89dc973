package import LyditeFiles
package import LyditeVerify

/// Verifies rows with several workers and gives the results back in the order of the input.
///
/// Rows go out in chunks; at most two chunks a worker are under way, so memory is bounded by their bytes.
package struct OrderedRows: Sendable {
    /// Large enough that handing out a chunk costs little beside math rows, small enough to share programs out.
    private static let chunkRows = 16
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
                while !isAtEnd, next - emitted < 2 * jobs {
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
        while lines.count < Self.chunkRows, bytes < Self.chunkBytes, let line = try reader.next() {
            if line.isBlank { continue }
            lines.append(line)
            bytes += line.bytes.count
        }
        return lines.isEmpty ? nil : lines
    }
}
