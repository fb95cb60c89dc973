internal import LyditeCore
internal import LyditeSampling
internal import LyditeStore

/// What was found wrong with the inputs, for the end of a run: counts, and the first few by name.
package struct InputNotes: Sendable {
    static let shown = 5

    package internal(set) var recordedRows = 0
    package internal(set) var brokenCount = 0
    package internal(set) var broken: [String] = []
    package internal(set) var unmatchedCount = 0
    package internal(set) var unmatched: [String] = []

    var json: JSON {
        func count(_ value: Int) -> JSON { .integer(Int64(value)) }
        return [
            "recordedRows": count(recordedRows), "brokenRows": count(brokenCount),
            "broken": .array(broken.map { .string($0) }),
            "unmatchedRows": count(unmatchedCount),
            "unmatched": .array(unmatched.map { .string($0) }),
        ]
    }

    init() {}

    /// Reads what ``json`` gives; a field that is missing says nothing.
    init(_ json: JSON) {
        func count(_ name: String) -> Int { json[name]?.intValue.map { Int($0) } ?? 0 }
        func texts(_ name: String) -> [String] {
            (json[name]?.arrayValue ?? []).compactMap(\.stringValue)
        }
        recordedRows = count("recordedRows")
        brokenCount = count("brokenRows")
        broken = texts("broken")
        unmatchedCount = count("unmatchedRows")
        unmatched = texts("unmatched")
    }

    mutating func addBroken(_ text: String) {
        brokenCount += 1
        if broken.count < Self.shown { broken.append(text) }
    }

    mutating func add(_ recorded: RecordedFiles) {
        recordedRows = recorded.rowCount
        brokenCount += recorded.brokenCount
        broken += recorded.broken.map { "\($0.path):\($0.line): \($0.problem)" }
    }

    mutating func add(
        _ found: (count: Int, first: [RecordedIndex.Place]), of recorded: RecordedFiles
    ) {
        unmatchedCount = found.count
        unmatched = found.first.map { recorded.name(of: $0) }
    }
}
