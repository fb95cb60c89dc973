internal import LyditeCore
package import LyditeFiles
package import LyditeProblems

/// Verifies the labels of a data set, batch by batch, and can write it with labels corrected.
package struct Audit: Sendable {
    private let map: FieldMap
    private let columns: [String]
    private let claimed: String?
    private let generator: [String]

    private static let batchRows = 2_048
    /// Columns by which errors are counted, where a row has them.
    package static let defaultColumns = ["kind", "source", "model", "label_by", "language"]
    /// Fields that `--map` can name.
    package static let fields = [
        "id", "gold", "pred", "response", "expected", "language", "entry_point", "solution",
        "cases", "tests", "setup", "prompt",
    ]

    private struct Row {
        var json: JSON
        var labelled: LabelledRow
        var groups: [(column: String, value: String)]
        var generator: String?
    }

    /// - Parameters:
    ///   - columns: Besides the label itself, what errors may depend on.
    ///   - claimed: The label of rows that state none, such as "correct" for a set of solutions.
    ///   - generator: The column that names who wrote an answer; by default "generator", or "model".
    package init(map: FieldMap, columns: [String], claimed: String?, generator: String? = nil) {
        self.generator = generator.map { [$0] } ?? ["generator", "model"]
        self.map = map
        // A column that is asked for and counted anyway would count each row twice.
        self.columns = columns.enumerated().filter { !columns[..<$0.offset].contains($0.element) }
            .map(\.element)
        self.claimed = claimed
    }

    package func run(
        _ path: String, with verifier: some CorpusVerifier, to output: OutputFile?,
        progress: (Int) -> Void
    ) async throws -> AuditReport {
        let reader = try LineReader(path)
        var report = AuditReport()
        var batch: [Row] = []
        while true {
            let line = try reader.next()
            if let line {
                if line.isBlank { continue }
                batch.append(try row(line, path, batch.count))
            }
            guard line == nil || batch.count == Self.batchRows else { continue }
            let answers = try await verifier.answers(to: batch.map(\.labelled))
            if answers.contains(where: \.isStopped) { return report }
            for (row, answer) in zip(batch, answers) {
                let isWrong = report.add(
                    row.labelled, answer, groups: row.groups, generator: row.generator)
                try output?.write(
                    (isWrong ? corrected(row, answer) : row.json).text + "\n")
            }
            batch = []
            progress(report.rows)
            if line == nil { return report }
        }
    }

    private func row(_ line: LineReader.Line, _ path: String, _ place: Int) throws(FileError) -> Row
    {
        let json: JSON
        do throws(JSONError) {
            json = try JSONParser.parse(line.bytes)
        } catch {
            throw .badJSON(path: path, line: line.number, error: error)
        }
        do throws(RowError) {
            let label = json[map.column("expected", in: try RowReader(json))]
            let mapped = try RowReader(labelled(map.applied(to: json), label))
            let row = try LabelledRow(
                mapped, place: place, file: path, line: line.number,
                defaultID: "line \(line.number)")
            var groups = columns.compactMap { column in
                Self.value(json[column]).map { (column: column, value: $0) }
            }
            if let label = row.label { groups.append((column: "label", value: label.text)) }
            let by = generator.lazy.compactMap { Self.value(json[$0]) }.first
            return Row(json: json, labelled: row, groups: groups, generator: by)
        } catch {
            throw .badRow(path: path, line: line.number, error: error)
        }
    }

    /// A value that groups rows; numbers do as words do, such as a level or a class.
    private static func value(_ json: JSON?) -> String? {
        switch json {
        case .string(let text): String(text.prefix(100))
        case .integer(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        default: nil
        }
    }

    /// Words for both labels; a data set keeps to one pair.
    private static let words = [
        ("correct", "incorrect"), ("pass", "fail"), ("passed", "failed"), ("true", "false"),
        ("yes", "no"), ("1", "0"),
    ]

    /// The row with its label in our words: data sets say true, 1 or "pass", too.
    private func labelled(_ json: JSON, _ stated: JSON?) -> JSON {
        let label: JSON? =
            switch stated {
            case .bool(let flag): flag ? "correct" : "incorrect"
            case .integer(1), .double(1): "correct"
            case .integer(0), .double(0): "incorrect"
            case .string(let text): .string(Self.label(text) ?? text)
            case nil, .null: claimed.map { .string($0) }
            case let other: other
            }
        guard case .object(let members) = json else { return json }
        let rest = members.filter { $0.key != "expected" }
        return .object(rest + (label.map { [.init("expected", $0)] } ?? []))
    }

    /// "correct" for "Pass" and the like; nil for what is a code of ours, or nothing we know.
    private static func label(_ text: String) -> String? {
        let word = text.lowercased()
        if words.contains(where: { $0.0 == word }) { return "correct" }
        return words.contains { $0.1 == word } ? "incorrect" : nil
    }

    /// The other word of the pair, in the case in which the label was written.
    private static func word(_ old: String, isCorrect: Bool) -> String? {
        let word = old.lowercased()
        guard let pair = words.first(where: { $0.0 == word || $0.1 == word }) else { return nil }
        let new = isCorrect ? pair.0 : pair.1
        if old == word { return new }
        return old == old.uppercased()
            ? new.uppercased() : new.prefix(1).uppercased() + new.dropFirst()
    }

    /// The row with the verdict as label, and what it said before.
    private func corrected(_ row: Row, _ answer: RowAnswer) -> JSON {
        let column = map.column("expected", in: reader(row.json))
        let old = row.json[column] ?? .null
        let isCorrect = answer.verdict == "correct"
        let new: JSON =
            switch old {
            case .bool: .bool(isCorrect)
            case .integer: .integer(isCorrect ? 1 : 0)
            case .double: .double(isCorrect ? 1 : 0)
            case .string(let text):
                .string(Self.word(text, isCorrect: isCorrect) ?? answer.verdict)
            default: .string(answer.verdict)
            }
        let note = JSON.record([
            "was": old, "verdict": .string(answer.code),
            "evidence": answer.evidence.map { .string($0) } ?? .null,
        ])
        let members = (row.json.members ?? []).filter { $0.key != column && $0.key != "audit" }
        return .object(members + [.init(column, new), .init("audit", note)])
    }

    private func reader(_ json: JSON) -> RowReader {
        guard let reader = try? RowReader(json) else { preconditionFailure("a row is an object") }
        return reader
    }
}
