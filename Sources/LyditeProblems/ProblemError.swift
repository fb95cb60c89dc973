internal import LyditeCore

/// A problem file that cannot be used.
package enum ProblemError: Error, Hashable, CustomStringConvertible {
    /// Everything that is wrong with one problem, in the order of its lines.
    case faults([FileFault])
    /// A name that is neither a path nor a shipped problem.
    case unknown(name: String, nearest: String?)
    /// A file that is neither a family nor rows.
    case unknownKind(path: String)

    package var description: String {
        switch self {
        case .faults(let faults): faults.map(\.description).joined(separator: "\n")
        case .unknown(let name, let nearest):
            "there is no file, folder or shipped problem \"\(name)\""
                + (nearest.map { "; did you mean \($0)?" }
                    ?? "; \"lydite problems list\" shows the shipped ones")
        case .unknownKind(let path):
            "\(path) is neither a family (.yaml) nor rows (.jsonl); turn other data into rows with \"lydite import\""
        }
    }
}

/// One fault at one place of a file.
package struct FileFault: Hashable, Sendable, CustomStringConvertible {
    package var path: String
    package var line: Int
    /// What is there.
    package var problem: String
    /// What should be there; empty where the problem says it already.
    package var expected: String
    /// `unused-slot` and so on, for programs.
    package var rule: String

    /// The rule of a fault that is none of the others: a field cannot be read.
    package static let format = "format"

    package init(
        path: String, line: Int, problem: String, expected: String = "", rule: String = format
    ) {
        self.path = path
        self.line = line
        self.problem = problem
        self.expected = expected
        self.rule = rule
    }

    package var description: String {
        "\(path):\(line): \(problem)" + (expected.isEmpty ? "" : "; \(expected)")
    }
}
