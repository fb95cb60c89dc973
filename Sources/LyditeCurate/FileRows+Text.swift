internal import LyditeCore
internal import LyditeFiles

extension FileRows.Row {
    /// The first of some columns that the row has as a text.
    func text(of columns: [String]) throws(CurationError) -> String {
        if let text = columns.lazy.compactMap({ json[$0]?.stringValue }).first { return text }
        throw .noColumn(
            path: path, line: line, wanted: columns.joined(separator: " or "),
            found: json.members?.map(\.key) ?? [])
    }
}
