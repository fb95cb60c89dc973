internal import LyditeCore
internal import LyditeFiles
package import LyditeProblems
package import LyditeStore

/// Recorded rollouts in files, found by problem without holding them in memory.
package struct RecordedFiles: Sendable {
    /// A line that could not be read; the others go on.
    package struct BrokenLine: Hashable, Sendable {
        package var path: String
        package var line: Int
        package var problem: String
    }

    private let readers: [RandomReader]
    private let map: FieldMap
    package let index: RecordedIndex
    /// Rows that could be read.
    package let rowCount: Int
    package let brokenCount: Int
    /// The first few lines that could not.
    package let broken: [BrokenLine]

    private static let shownBroken = 5

    /// Reads every file once and notes where each row stands.
    ///
    /// - Parameter isStopping: Asked now and then; the index is of no use once it has said yes.
    package static func open(
        _ paths: [String], map: FieldMap, isStopping: () -> Bool = { false }
    ) async throws(SamplingError) -> RecordedFiles {
        do {
            let index = try RecordedIndex()
            var readers: [RandomReader] = []
            var scan = Scan()
            for (number, path) in paths.enumerated() {
                readers.append(try RandomReader(path))
                try await scan.read(
                    path, number: number, map: map, into: index, isStopping: isStopping)
            }
            try await index.close()
            return RecordedFiles(readers: readers, map: map, index: index, scan: scan)
        } catch {
            throw SamplingError(reading: error)
        }
    }

    private init(readers: [RandomReader], map: FieldMap, index: RecordedIndex, scan: Scan) {
        self.readers = readers
        self.map = map
        self.index = index
        rowCount = scan.rows
        brokenCount = scan.brokenCount
        broken = scan.broken
    }

    /// The row at `place`, read anew.
    package func row(at place: RecordedIndex.Place) throws(SamplingError) -> RecordedRow {
        let reader = readers[place.file]
        do {
            let bytes = try reader.read(offset: place.offset, count: place.count)
            return try RecordedRow(try JSONParser.parse(bytes), map: map)
        } catch let error as FileError {
            throw .file(error)
        } catch let error as JSONError {
            throw .file(.badJSON(path: reader.path, line: place.line, error: error))
        } catch let error as RowError {
            throw .file(.badRow(path: reader.path, line: place.line, error: error))
        } catch {
            preconditionFailure("reading a row fails in no other way: \(error)")
        }
    }

    /// A place as people name it.
    package func name(of place: RecordedIndex.Place) -> String {
        "\(readers[place.file].path):\(place.line)"
    }

    /// What one pass over the files gathers.
    private struct Scan {
        var rows = 0
        var brokenCount = 0
        var broken: [BrokenLine] = []

        /// Rows that go to the index at once: each call costs a change of threads.
        private static let batch = 256

        mutating func read(
            _ path: String, number: Int, map: FieldMap, into index: RecordedIndex,
            isStopping: () -> Bool
        ) async throws {
            let reader = try LineReader(path)
            var found: [(key: RecordedIndex.Key, place: RecordedIndex.Place)] = []
            while let line = try reader.next() {
                if line.isBlank { continue }
                guard let key = key(of: line, path, map) else { continue }
                let place = RecordedIndex.Place(
                    file: number, line: line.number, offset: line.offset, count: line.bytes.count)
                found.append((key, place))
                rows += 1
                if found.count == Self.batch {
                    try await index.add(found)
                    found = []
                    if isStopping() { return }
                }
            }
            try await index.add(found)
        }

        /// What a line can be joined by; a line that cannot be read is noted, and the others go on.
        private mutating func key(
            of line: LineReader.Line, _ path: String, _ map: FieldMap
        ) -> RecordedIndex.Key? {
            do {
                let row = try RecordedRow(try line.json(), map: map)
                return RecordedIndex.Key(
                    problem: row.problem, statement: row.statement, gold: row.gold)
            } catch {
                note(path, line.number, "\(error)")
                return nil
            }
        }

        private mutating func note(_ path: String, _ line: Int, _ problem: String) {
            brokenCount += 1
            if broken.count < RecordedFiles.shownBroken {
                broken.append(BrokenLine(path: path, line: line, problem: problem))
            }
        }
    }
}
