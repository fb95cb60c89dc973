internal import LyditeCore
internal import LyditeFiles
internal import LyditeStore

/// The result files of a provider's batches, found by custom_id without holding them in memory.
package struct BatchResults: Sendable {
    private let readers: [RandomReader]
    private let index: RecordedIndex
    /// Rows that could be read.
    package let rowCount: Int
    /// Lines that are no result, by their place; the first few.
    package let broken: [String]
    package let brokenCount: Int

    private static let shown = 5
    /// Rows that go to the index at once: each call costs a change of threads.
    private static let batch = 256

    /// Reads every file once and notes where each row stands.
    package static func open(
        _ paths: [String], isStopping: () -> Bool = { false }
    ) async throws(SamplingError) -> BatchResults {
        do {
            let index = try RecordedIndex()
            var readers: [RandomReader] = []
            var rows = 0
            var broken: [String] = []
            for (number, path) in paths.enumerated() {
                readers.append(try RandomReader(path))
                let reader = try LineReader(path)
                var found: [(key: RecordedIndex.Key, place: RecordedIndex.Place)] = []
                while let line = try reader.next() {
                    if line.isBlank { continue }
                    guard let id = try? line.json()["custom_id"]?.stringValue else {
                        broken.append("\(path):\(line.number)")
                        continue
                    }
                    let place = RecordedIndex.Place(
                        file: number, line: line.number, offset: line.offset,
                        count: line.bytes.count)
                    found.append((.init(problem: id, statement: nil, gold: nil), place))
                    rows += 1
                    if found.count == batch {
                        try await index.add(found)
                        found = []
                        if isStopping() { break }
                    }
                }
                try await index.add(found)
            }
            try await index.close()
            return BatchResults(
                readers: readers, index: index, rowCount: rows,
                broken: Array(broken.prefix(shown)), brokenCount: broken.count)
        } catch {
            throw SamplingError(reading: error)
        }
    }

    /// What came of a request: answers and failures in the order of the files.
    func results(_ id: String) async throws(SamplingError) -> [Result<ModelReply, BatchFailure>] {
        do {
            var results: [Result<ModelReply, BatchFailure>] = []
            for place in try await index.places(problem: id, statement: "") {
                let bytes = try readers[place.file].read(offset: place.offset, count: place.count)
                results.append(Self.result(bytes))
            }
            return results
        } catch {
            throw SamplingError(reading: error)
        }
    }

    private static func result(_ bytes: [UInt8]) -> Result<ModelReply, BatchFailure> {
        guard let row = try? JSONParser.parse(bytes) else { return .failure(.init("is not JSON")) }
        if let error = row["error"], !error.isNull {
            let code = error["code"]?.stringValue ?? "no code"
            return .failure(.init("failed (\(code.prefix(60)))"))
        }
        let response = row["response"]
        let status = response?["status_code"]?.intValue ?? 0
        guard (200..<300).contains(status) else { return .failure(.init("has status \(status)")) }
        do throws(EndpointError.BadAnswer) {
            return .success(try ModelReply(response?["body"] ?? .null))
        } catch {
            return .failure(.init(error.description))
        }
    }
}

/// A row of a result file that holds no answer.
struct BatchFailure: Error, Hashable {
    var reason: String

    init(_ reason: String) { self.reason = reason }
}
