internal import LyditeCore
internal import LyditeEngine
internal import LyditeMath
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
        let home = try arguments.requiredHome()
        let isolation = try arguments.isolation()
        var report = await Doctor.examine(home: home, isolation: isolation)
        report.rows.append(exactMath)
        try Terminal.print(
            arguments.has("--json") ? report.json.text : report.lines.joined(separator: "\n"))
        return report.holds ? .success : .environment
    }

    private static var exactMath: DoctorReport.Row {
        let name = "exact-math"
        guard MathChecker.hasExactLibraries else {
            return DoctorReport.Row(
                name: name, status: .notHeld,
                detail: "comparing constants: FLINT, Arb and Calcium could not be loaded",
                fix: "run Sandboxes/setup")
        }
        return DoctorReport.Row(
            name: name, status: .held,
            detail: "comparing constants: FLINT, Arb and Calcium are there", fix: nil)
    }
}
