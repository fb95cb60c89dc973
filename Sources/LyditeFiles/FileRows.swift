package import LyditeCore

/// The rows of a JSONL file in which every row must be right: the first that is not ends the reading, with its line.
package struct FileRows {
    package struct Row {
        package let path: String
        /// From 1.
        package let line: Int
        package let json: JSON

        /// What is wrong with the row.
        package func bad(_ field: String, _ expected: String) -> FileError {
            .badRow(path: path, line: line, error: RowError(field: field, expected: expected))
        }

        /// The digest of a trace, under its usual name.
        package func trace() throws(FileError) -> Digest {
            guard let text = json["trace"]?.stringValue, let digest = Digest(hexadecimal: text)
            else { throw bad("trace", "the digest of a trace, as rows name it in meta") }
            return digest
        }
    }

    private let reader: LineReader

    package init(_ path: String) throws(FileError) { reader = try LineReader(path) }

    /// The next row that is not blank; nil at the end of the file.
    package func next() throws(FileError) -> Row? {
        while let line = try reader.next() {
            if line.isBlank { continue }
            do {
                return Row(path: reader.path, line: line.number, json: try line.json())
            } catch let error as RowError {
                throw .badRow(path: reader.path, line: line.number, error: error)
            } catch let error as JSONError {
                throw .badJSON(path: reader.path, line: line.number, error: error)
            } catch {
                preconditionFailure("a line fails as a row or as JSON: \(error)")
            }
        }
        return nil
    }
}
