internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeSandbox

enum ExecCommand {
    static let spec = CommandSpec(
        name: "exec", arguments: "FILE", summary: "run one file in the sandbox",
        description: """
            Runs FILE as a candidate would run: no network, no files but its own, no more than its limits.
            Exit 0: it ended by itself with 0, 1: it did not, 2: the sandbox failed.
            """,
        flags: [
            Flag("--profile", "LANGUAGE", "python, c, cpp, javascript, bash or swift"),
            Flag("--stdin", "FILE", "what the program reads; nothing without it"),
            Flag("--arg", "A", repeats: true, "an argument of the program"),
            Flag("--cpu", "S", "CPU seconds of the whole tree (default: 2)"),
            Flag("--wall", "S", "seconds in all (default: 10)"),
            Flag("--memory", "B", "bytes of the whole tree (default: 268435456)"),
            Flag("--output", "B", "bytes of each stream (default: 1048576)"),
            CommonFlags.isolation,
            Flag("--json", "print one JSON object"),
        ],
        positionals: 1...1, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        guard let language = arguments.text("--profile") else {
            throw UsageError.missingValue(option: "--profile", value: "LANGUAGE")
        }
        let home = try arguments.requiredHome()
        let profile = try Profile.load(language: language, home: home)
        var command = Command.program(
            source: try FileBytes.read(arguments.positionals[0]), profile: profile,
            input: try arguments.text("--stdin").map { path throws(FileError) in
                try FileBytes.read(path)
            } ?? [])
        command.arguments = arguments.texts("--arg")
        let isolation = try arguments.isolation()
        let sandbox = KeeperSandbox(home: home, isolation: isolation)
        let run: Run
        do {
            run = try await sandbox.run(command, limits: try limits(arguments))
        } catch {
            await sandbox.shutDown()
            throw error
        }
        await sandbox.shutDown()
        try arguments.has("--json") ? Terminal.print(run.json.text) : show(run)
        if run.ending == .sandboxError { return .environment }
        return run.ending == .exited && run.exitCode == 0 ? .success : .negative
    }

    private static func limits(_ arguments: Arguments) throws(UsageError) -> Limits {
        var limits = Limits.exec
        limits.cpu = try arguments.seconds("--cpu") ?? limits.cpu
        limits.wall = try arguments.seconds("--wall") ?? max(limits.wall, limits.cpu * 5)
        limits.memoryBytes =
            try arguments.integer("--memory", in: 1 << 20...1 << 40) ?? limits.memoryBytes
        limits.outputBytes =
            try arguments.integer("--output", in: 0...1 << 30) ?? limits.outputBytes
        return limits
    }

    /// The program's own streams as they are, and one line about its end on standard error.
    private static func show(_ run: Run) throws {
        try Terminal.write(run.standardOutput.bytes)
        Terminal.raw(String(decoding: run.standardError.bytes, as: UTF8.self))
        var line = run.ending.rawValue
        if let code = run.exitCode { line += " \(code)" }
        if let signal = run.signal { line += " by signal \(signal)" }
        if let call = run.syscall { line += " (\(call))" }
        let cpu = (run.cpu.seconds * 1000).rounded() / 1000
        Terminal.note(
            "\(line), \(cpu) s CPU, \(run.peakMemoryBytes >> 10) KiB, isolation \(run.isolation.level.rawValue)"
        )
    }
}
