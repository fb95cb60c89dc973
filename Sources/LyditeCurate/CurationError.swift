package import LyditeProblems

/// A curation cannot be done as it is asked for.
package enum CurationError: Error, Hashable, CustomStringConvertible {
    case configuration([FileFault])
    /// A benchmark's rows have none of the columns that hold a statement.
    case noColumn(path: String, line: Int, wanted: String, found: [String])
    case emptyBenchmark(path: String)
    /// A stage that nothing was given to hold rows against.
    case nothingGiven(stage: String, setting: String)

    package var description: String {
        switch self {
        case .configuration(let faults): faults.map(\.description).joined(separator: "\n")
        case .noColumn(let path, let line, let wanted, let found):
            "\(path):\(line): no column \(wanted); there are \(found.joined(separator: ", ")); "
                + "name the one with the statement as \"column\""
        case .nothingGiven(let stage, let setting):
            "\(stage) has nothing to hold rows against; name files as its \(setting) in a --config"
        case .emptyBenchmark(let path): "\(path) holds no rows; nothing could be held against it"
        }
    }
}
