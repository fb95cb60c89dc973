internal import LyditeCore

/// The rows of one or more files, each with a name of its own.
package struct Corpus: Sendable {
    package private(set) var rows: [LabelledRow] = []
    private var places: [String: Int] = [:]

    package init(_ files: [String]) throws(RegressError) {
        for file in files {
            try RowFile.each(file) { row, line throws(RowError) in try add(row, file, line) }
        }
        if rows.isEmpty { throw .empty(files: files) }
    }

    private mutating func add(_ row: RowReader, _ file: String, _ line: Int) throws(RowError) {
        let labelled = try LabelledRow(row, place: rows.count, file: file, line: line)
        if let other = places[labelled.id] {
            let first = rows[other]
            throw row.wrong(
                "id", "another than \"\(first.id)\", the id of \(first.file):\(first.line),")
        }
        places[labelled.id] = rows.count
        rows.append(labelled)
    }
}
