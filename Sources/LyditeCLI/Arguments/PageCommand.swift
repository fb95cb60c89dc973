/// A command that prints a text made from the table of commands and takes no options.
struct PageCommand: Sendable {
    let name: String
    let arguments: String
    let summary: String

    static let manual = Self(name: "man", arguments: "", summary: "print the manual page")
    static let completions = Self(
        name: "completions",
        arguments: Completions.Shell.allCases.map(\.rawValue).joined(separator: "|"),
        summary: "print a script that completes commands and options in a shell")
    static let all = [manual, completions]
}
