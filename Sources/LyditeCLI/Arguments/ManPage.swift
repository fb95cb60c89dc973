internal import LyditeCore

/// The manual page, made from the table of commands.
///
/// - Source: man(7), the macros for manual pages.
enum ManPage {
    static func text(_ commands: [CommandSpec], common: [Flag]) -> String {
        var lines = [
            ".TH LYDITE 1 \"\" \"lydite \(Version.lydite)\" \"User commands\"", ".SH NAME",
            "lydite \\- verified training sets for reasoning", ".SH SYNOPSIS",
            ".B lydite", ".I COMMAND", "[\\fIOPTION\\fR]...", ".SH DESCRIPTION",
            escaped(
                "Makes variants of problems whose answers are proved, samples candidate solutions,"
                    + " gives each a verdict and stores pairs of correct and incorrect traces."),
            ".SH COMMANDS",
        ]
        for spec in commands {
            lines += [
                ".SS \(escaped(spec.name)) \(escaped(spec.arguments))", escaped(spec.summary),
            ]
            lines += [".PP"]
            lines += spec.description.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? ".PP" : escaped(String($0)) }
            lines += spec.flags.flatMap(option)
        }
        for page in PageCommand.all {
            lines += [
                ".SS \(escaped(page.name)) \(escaped(page.arguments))", escaped(page.summary),
            ]
        }
        lines += [".SH OPTIONS OF EVERY COMMAND"] + common.flatMap(option)
        lines += [
            ".SH EXIT STATUS", ".TP", "0", "all held", ".TP", "1", "a check came out negative",
            ".TP", "2", "undecided, or the environment failed", ".TP", "64", "wrong usage",
            ".TP", "130, 143", "stopped by SIGINT or SIGTERM; what is finished is stored",
            ".SH ENVIRONMENT", ".TP", "LYDITE_HOME", "the folder with Problems and Sandboxes",
            ".TP", "LYDITE_CACHE", "the folder for what is kept between runs",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func option(_ flag: Flag) -> [String] {
        let value = flag.value.map { " \\fI\(escaped($0))\\fR" } ?? ""
        return [".TP", "\\fB\(escaped(flag.name))\\fR\(value)", escaped(flag.help)]
    }

    /// A hyphen is written as it is, and no line becomes a request.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            default: result.append(character)
            }
        }
        return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
    }
}
