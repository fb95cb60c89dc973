internal import LyditeCore
internal import LyditeFiles

/// Reads a file of JSON rows, with its faults named by file and line.
enum RowFile {
    static func each(
        _ path: String, _ body: (RowReader, Int) throws(RowError) -> Void
    ) throws(RegressError) {
        do throws(FileError) {
            let reader = try LineReader(path)
            while let line = try reader.next() {
                if line.isBlank { continue }
                guard !line.isTooLong else {
                    throw .tooLarge(path: path, maximumBytes: LineReader.defaultMaximum)
                }
                let json = try json(line, path)
                do throws(RowError) {
                    try body(RowReader(json), line.number)
                } catch {
                    throw FileError.badRow(path: path, line: line.number, error: error)
                }
            }
        } catch {
            throw .file(error)
        }
    }

    private static func json(_ line: LineReader.Line, _ path: String) throws(FileError) -> JSON {
        do throws(JSONError) {
            return try JSONParser.parse(line.bytes)
        } catch {
            throw .badJSON(path: path, line: line.number, error: error)
        }
    }
}
