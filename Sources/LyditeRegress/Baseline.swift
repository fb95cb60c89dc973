package import LyditeCore
internal import LyditeFiles

/// The verdicts that were accepted the last time, one row a line, sorted by id.
package struct Baseline: Sendable {
    package struct Entry: Hashable, Sendable {
        package var id: String
        package var inputDigest: Digest
        package var verdict: String
        package var fault: String?
        package var cause: String?

        package var code: String {
            guard let reason = fault ?? cause else { return verdict }
            return verdict + ":" + reason
        }

        package var json: JSON {
            .record([
                "id": .string(id), "inputDigest": .string(inputDigest.description),
                "verdict": .string(verdict), "fault": fault.map { .string($0) } ?? .null,
                "cause": cause.map { .string($0) } ?? .null,
            ])
        }
    }

    package private(set) var entries: [String: Entry] = [:]

    /// - Parameter old: Keeps its entries of rows that could not be verified now: a verdict that is
    ///   not known is none that anyone accepted.
    package init(_ rows: [LabelledRow], _ answers: [RowAnswer], keeping old: Baseline? = nil) {
        for (row, answer) in zip(rows, answers) {
            if answer.isEnvironmentFailure {
                entries[row.id] = old?.entries[row.id]
                continue
            }
            entries[row.id] = Entry(
                id: row.id, inputDigest: row.inputDigest, verdict: answer.verdict,
                fault: answer.fault, cause: answer.cause)
        }
    }

    /// Reads a baseline; nil when there is no such file.
    package init?(path: String) throws(RegressError) {
        guard FileBytes.kind(path) != nil else { return nil }
        try RowFile.each(path) { row, _ throws(RowError) in
            let entry = try Self.entry(row)
            entries[entry.id] = entry
        }
    }

    private static func entry(_ row: RowReader) throws(RowError) -> Entry {
        guard let digest = Digest(hexadecimal: try row.requiredText("inputDigest")) else {
            throw row.wrong("inputDigest", "64 hexadecimal digits")
        }
        return Entry(
            id: try row.requiredText("id"), inputDigest: digest,
            verdict: try row.requiredText("verdict"), fault: try row.text("fault"),
            cause: try row.text("cause"))
    }

    package var lines: [String] {
        entries.values.sorted { $0.id < $1.id }.map { $0.json.text }
    }

    package func write(_ path: String) throws(RegressError) {
        do throws(FileError) {
            let file = try OutputFile(path)
            for line in lines { try file.write(line + "\n") }
            try file.commit()
        } catch { throw .file(error) }
    }

    /// Lines that go and lines that come, as a reviewer reads them.
    package static func diff(_ old: Baseline?, _ new: Baseline) -> [String] {
        var lines: [String] = []
        let ids = Set(new.entries.keys).union(old?.entries.keys.map(\.self) ?? [])
        for id in ids.sorted() where old?.entries[id] != new.entries[id] {
            if let entry = old?.entries[id] { lines.append("- " + entry.json.text) }
            if let entry = new.entries[id] { lines.append("+ " + entry.json.text) }
        }
        return lines
    }
}
