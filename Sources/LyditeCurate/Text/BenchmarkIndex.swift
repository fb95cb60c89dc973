internal import LyditeCore
internal import LyditeFiles

/// Benchmark problems, to be found again verbatim, with other numbers and names, or in part.
package struct BenchmarkIndex: Sendable {
    /// A run of so many words in common is no chance, when it says enough.
    static let longRun = 13
    static let shortRun = 8
    /// The share of a problem's short runs that one benchmark entry must have.
    static let share = 0.6
    /// Words of a long run that are neither number nor name.
    private static let leastWords = 10
    /// Shorter problems are found only whole.
    private static let leastRuns = 4

    /// `file:line` of each entry.
    private var names: [String] = []
    /// Whole statements, numbers and names masked.
    private var wholes: [UInt64: Int32] = [:]
    /// Entries of a long run; -1 where several have it.
    private var longRuns: [UInt64: Int32] = [:]
    /// The first entries of a short run.
    private var shortRuns: [UInt64: [Int32]] = [:]
    private static let maximumEntries = 8

    /// - Parameter columns: The first of these that a row has holds its statement.
    package init(files: [String], columns: [String]) throws {
        for path in files {
            let rows = try FileRows(path)
            var isBlank = true
            while let row = try rows.next() {
                let text = try row.text(of: columns)
                let file = path.split(separator: "/").last.map(String.init) ?? path
                let id = row.json["id"].map { $0.stringValue ?? $0.text }
                if isBlank { isBlank = Words.hashes(of: text).isEmpty }
                add(text, named: "\(file):\(row.line)" + (id.map { " (\($0))" } ?? ""))
            }
            guard !isBlank else { throw CurationError.emptyBenchmark(path: path) }
        }
    }

    package init() {}

    package mutating func add(_ statement: String, named name: String) {
        let words = Self.masked(statement)
        // The second copy of an entry tells nothing; two owners would make its long runs count as common.
        guard !words.isEmpty, wholes[Words.digest(words)] == nil else { return }
        let place = Int32(names.count)
        names.append(name)
        wholes[Words.digest(words)] = place
        for run in Set(Self.longRuns(words)) {
            longRuns[run] = longRuns[run].map { $0 == place ? place : -1 } ?? place
        }
        for run in Set(Words.runs(words, of: Self.shortRun)) {
            var entries = shortRuns[run] ?? []
            guard entries.count < Self.maximumEntries else { continue }
            entries.append(place)
            shortRuns[run] = entries
        }
    }

    /// The entry that a statement is a copy of, verbatim or changed in numbers and names.
    package func match(_ statement: String) -> String? {
        let words = Self.masked(statement)
        guard !words.isEmpty else { return nil }
        if let place = wholes[Words.digest(words)] { return names[Int(place)] }
        for run in Self.longRuns(words) {
            if let place = longRuns[run], place >= 0 { return names[Int(place)] }
        }
        let runs = Words.runs(words, of: Self.shortRun)
        guard runs.count >= Self.leastRuns else { return nil }
        var counts: [Int32: Int] = [:]
        for run in runs {
            for place in shortRuns[run] ?? [] { counts[place, default: 0] += 1 }
        }
        let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let best, Double(best.value) >= Self.share * Double(runs.count) else { return nil }
        return names[Int(best.key)]
    }

    private static func masked(_ text: String) -> [UInt64] {
        Words.hashes(of: text, masksNumbers: true, masksNames: true)
    }

    /// Long runs that say enough to be told from each other.
    private static func longRuns(_ words: [UInt64]) -> [UInt64] {
        guard words.count >= longRun else { return [] }
        let runs = Words.runs(words, of: longRun)
        return runs.indices.compactMap { start in
            let said = words[start..<(start + longRun)].count {
                $0 != Words.number && $0 != Words.name
            }
            return said >= leastWords ? runs[start] : nil
        }
    }
}
