package import LyditeCore

/// One thing about a problem that is likely a mistake of its author.
package struct LintFinding: Hashable, Sendable, CustomStringConvertible {
    /// `missing-given`, `low-acceptance` and so on.
    package var rule: String
    package var path: String
    package var line: Int
    package var message: String
    /// What to do about it; empty where the message says it already.
    package var suggestion: String

    package init(
        rule: String, path: String, line: Int, message: String, suggestion: String = ""
    ) {
        self.rule = rule
        self.path = path
        self.line = line
        self.message = message
        self.suggestion = suggestion
    }

    package init(_ fault: FileFault) {
        self.init(
            rule: fault.rule, path: fault.path, line: fault.line, message: fault.problem,
            suggestion: fault.expected)
    }

    package var description: String {
        "\(path):\(line): \(message)" + (suggestion.isEmpty ? "" : "; \(suggestion)")
            + " [\(rule)]"
    }

    package var json: JSON {
        [
            "path": .string(path), "line": .integer(Int64(line)), "rule": .string(rule),
            "message": .string(message), "suggestion": .string(suggestion),
        ]
    }
}
