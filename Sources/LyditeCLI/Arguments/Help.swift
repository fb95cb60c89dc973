/// Help texts, all made from the table of commands.
enum Help {
    static func program(_ commands: [CommandSpec]) -> String {
        let width = commands.map(\.name.count).max() ?? 0
        let lines = commands.map { "  \(padded($0.name, to: width))  \($0.summary)" }
        return """
            lydite makes verified training sets for reasoning: problems and proved variants, many candidate
            solutions for each, a verdict for every one, and pairs of correct and incorrect traces.

            usage: lydite COMMAND [OPTION]...

            \(lines.joined(separator: "\n"))

            "lydite COMMAND --help" tells more, "lydite man" prints the manual page and "lydite completions bash"
            (or zsh, fish) a script for the shell. "lydite run" with nothing else does the whole job on the shipped
            problems, without a model and without a network.

            """
    }

    static func command(_ spec: CommandSpec, common: [Flag]) -> String {
        let flags = spec.flags + common
        let names = flags.map { $0.name + ($0.value.map { " " + $0 } ?? "") }
        let width = min(30, names.map(\.count).max() ?? 0)
        var lines: [String] = []
        for (flag, name) in zip(flags, names) {
            lines.append("  \(padded(name, to: width))  \(flag.help)")
        }
        let arguments = spec.arguments.isEmpty ? "" : " " + spec.arguments
        return """
            usage: lydite \(spec.name)\(arguments) [OPTION]...

            \(spec.description)

            \(lines.joined(separator: "\n"))

            """
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
