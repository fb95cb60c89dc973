internal import LyditeCore
package import LyditeFiles
package import LyditeProblems

/// Verifies the labels of a data set, batch by batch, and can write it with labels corrected.
package struct Audit: Sendable {
    private let map: FieldMap
    private let columns: [String]
    private let claimed: String?

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
    }

    /// - Parameters:
    ///   - columns: Besides the label itself, what errors may depend on.
    ///   - claimed: The label of rows that state none, such as "correct" for a set of solutions.
    package init(map: FieldMap, columns: [String], claimed: String?) {
        self.map = map
        self.columns = columns
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
                let isWrong = report.add(row.labelled, answer, groups: row.groups)
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
            let mapped = try RowReader(labelled(map.applied(to: json)))
            let row = try LabelledRow(
                mapped, place: place, file: path, line: line.number,
                defaultID: "line \(line.number)")
            var groups = columns.compactMap { column in
                json[column]?.stringValue.map { (column: column, value: String($0.prefix(100))) }
            }
            if let label = row.label { groups.append((column: "label", value: label.text)) }
            return Row(json: json, labelled: row, groups: groups)
        } catch {
            throw .badRow(path: path, line: line.number, error: error)
        }
    }

    /// The row with its label in our words: data sets say true, 1 or "pass", too.
    private func labelled(_ json: JSON) -> JSON {
        let label: JSON? =
            switch json["expected"] {
            case .bool(true), .integer(1), .string("pass"), .string("true"): "correct"
            case .bool(false), .integer(0), .string("fail"), .string("false"): "incorrect"
            case nil, .null: claimed.map { .string($0) }
            case let other: other
            }
        guard let label, case .object(let members) = json else { return json }
        return .object(members.filter { $0.key != "expected" } + [.init("expected", label)])
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
            case .string("pass"), .string("fail"): .string(isCorrect ? "pass" : "fail")
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
