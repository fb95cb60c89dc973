package import LyditeFiles

/// What keeps a regression check from being made.
package enum RegressError: Error, Hashable, Sendable, CustomStringConvertible {
    case file(FileError)
    case empty(files: [String])
    case noBaseline(path: String)
    case otherBaseline(path: String, rows: Int)
    case verifierNotStarted(command: String, errno: Int32)
    case verifierSilent(command: String, ending: String)

    package var description: String {
        switch self {
        case .file(let error): error.description
        case .empty(let files): "\(files.joined(separator: ", ")): there is no row in it"
        case .noBaseline(let path):
            "there is no baseline at \(path) yet; run again with --update to write it"
        case .otherBaseline(let path, let rows):
            "\(path) is the baseline of another corpus: none of its \(rows) rows is here;"
                + " name the right one, or write this one anew with --update"
        case .verifierNotStarted(let command, let errno):
            "cannot start \"\(command)\" (error \(errno))"
        case .verifierSilent(let command, let ending):
            "\"\(command)\" \(ending) and answered no row; it must read rows as JSON lines and"
                + " write {\"id\", \"verdict\"} for each"
        }
    }
}
