/// One option of a command: parsing, help and near-miss hints all come from it.
struct Flag: Sendable {
    let name: String
    /// Name of the option's value in help; nil for a switch.
    let value: String?
    let help: String
    /// Whether the option may be given more than once.
    let repeats: Bool

    /// An option with a value.
    init(_ name: String, _ value: String, repeats: Bool = false, _ help: String) {
        self.name = name
        self.value = value
        self.repeats = repeats
        self.help = help
    }

    /// A switch.
    init(_ name: String, _ help: String) {
        self.name = name
        value = nil
        repeats = false
        self.help = help
    }
}

/// One command of the program.
struct CommandSpec: Sendable {
    let name: String
    /// The positional arguments in help.
    let arguments: String
    /// One line for the list of commands.
    let summary: String
    /// What the command does, for its own help.
    let description: String
    let flags: [Flag]
    /// How many positional arguments it takes.
    let positionals: ClosedRange<Int>
    let run: @Sendable (Arguments) async throws -> ExitCode
}

/// What the program's exit tells.
enum ExitCode: Int32, Sendable {
    case success = 0
    /// A check came out negative.
    case negative = 1
    /// Undecided, or the environment failed.
    case environment = 2
    case usage = 64
    case interrupted = 130
    case terminated = 143
}
