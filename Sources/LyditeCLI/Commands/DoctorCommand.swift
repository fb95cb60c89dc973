internal import LyditeCore
internal import LyditeEngine
internal import LyditeSandbox

enum DoctorCommand {
    static let spec = CommandSpec(
        name: "doctor", arguments: "", summary: "what this machine can isolate",
        description: """
            Tries the sandbox with programs that attack it, and says what held, what did not, and what to do.
            Exit 0: the level holds, 2: it does not.
            """,
        flags: [CommonFlags.isolation, Flag("--json", "print one JSON object")],
        positionals: 0...0, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        guard let home = Home.find(explicit: arguments.text("--home")) else {
            throw EngineError.noHome
        }
        let isolation = try arguments.choice("--isolation", of: IsolationChoice.self) ?? .full
        let report = await Doctor.examine(home: home, isolation: isolation)
        try Terminal.print(
            arguments.has("--json") ? report.json.text : report.lines.joined(separator: "\n"))
        return report.holds ? .success : .environment
    }
}
