internal import Glibc
internal import LyditeCore
internal import LyditeFiles
internal import LyditeSandbox
internal import LyditeServe

enum ServeCommand {
    static let spec = CommandSpec(
        name: "serve", arguments: "", summary: "give verdicts and rewards over HTTP",
        description: """
            Answers POST /v1/verify, /v1/check, /v1/exec and /v1/reward, and the routes of SandboxFusion
            (/run_code, /submit), OpenRLHF (/get_reward) and NeMo-Skills (/execute); GET /openapi.json tells all.
            Any address beyond this machine needs a token, in a file or in LYDITE_TOKEN: clients send it as
            "Authorization: Bearer TOKEN" or put /t/TOKEN before the path. SIGTERM and SIGINT let what is under
            way end first.
            """,
        flags: [
            Flag("--host", "ADDRESS", "where to listen (default: 127.0.0.1)"),
            Flag("--port", "N", "the port; 0 for any that is free (default: 8080)"),
            Flag("--token-file", "FILE", "holds the token that requests must bring along"),
            Flag("--jobs", "N", "programs that run at once (default: the machine's cores)"),
            CommonFlags.extract,
            Flag(
                "--undecided", "R",
                "reward of what cannot be decided: a number or none (default: none for TRL, else 0)"
            ),
            Flag("--max-body-bytes", "B", "longer bodies are refused (default: 16777216)"),
            Flag("--max-rows", "N", "rows of one request (default: 10000)"),
            Flag("--max-requests", "N", "requests under way at once (default: 256)"),
            Flag(
                "--queue", "S", "seconds that a compatible route waits before it answers 504 (8)"),
            Flag("--connections", "N", "open connections (default: 12000)"),
            Flag(
                "--drain", "S", "seconds for what is under way when the server ends (default: 30)"),
            Flag("--log", "FILE", "where the access log goes; standard error without it"),
            CommonFlags.isolation,
        ],
        positionals: 0...0, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let settings = try settings(arguments)
        let isolation = try arguments.isolation()
        let home = arguments.home
        let log = try logDescriptor(arguments)
        Interrupts.catchSignals()
        let server: LyditeServer
        do throws(ServeError) {
            server = try LyditeServer(
                settings, home: home, isolation: isolation, logDescriptor: log)
        } catch {
            guard error.isUsage else { throw error }
            Terminal.fail("\(error)")
            return .usage
        }
        try Terminal.print("listening on \(server.url)")
        while !Interrupts.isStopping { try await Task.sleep(for: .milliseconds(100)) }
        if !arguments.has("--quiet") { Terminal.note("stopping; a second signal ends at once") }
        await server.stop()
        return Interrupts.exitCode ?? .success
    }

    private static func settings(_ arguments: Arguments) throws -> ServeSettings {
        var settings = ServeSettings()
        settings.host = arguments.text("--host") ?? settings.host
        settings.port = try arguments.integer("--port", in: 0...65535) ?? settings.port
        settings.jobs = try arguments.jobs()
        settings.isStrictExtraction = try arguments.isStrictExtraction()
        settings.maximumBodyBytes =
            try arguments.integer("--max-body-bytes", in: 1...(1 << 30))
            ?? settings.maximumBodyBytes
        settings.heldBytes = max(settings.heldBytes, 2 * settings.maximumBodyBytes)
        settings.maximumRows =
            try arguments.integer("--max-rows", in: 1...1_000_000) ?? settings.maximumRows
        settings.maximumRequests =
            try arguments.integer("--max-requests", in: 1...100_000) ?? settings.maximumRequests
        settings.connections =
            try arguments.integer("--connections", in: 16...1_000_000) ?? settings.connections
        settings.queueTime = try arguments.seconds("--queue") ?? settings.queueTime
        settings.drainTime = try arguments.seconds("--drain") ?? settings.drainTime
        settings.token = try token(arguments)
        if let text = arguments.text("--undecided") {
            guard let reward = UndecidedReward(text) else {
                throw UsageError.badValue(
                    option: "--undecided", value: text, expected: "a number or none")
            }
            settings.undecidedReward = reward
        }
        return settings
    }

    /// From a file or the environment only: what stands on a command line is seen by every user of a machine.
    private static func token(_ arguments: Arguments) throws -> String? {
        if let path = arguments.text("--token-file") {
            let text = String(decoding: try FileBytes.read(path), as: UTF8.self)
            return String(text.split(whereSeparator: \.isWhitespace).first ?? "")
        }
        guard let value = getenv("LYDITE_TOKEN") else { return nil }
        let token = String(cString: value)
        return token.isEmpty ? nil : token
    }

    private static func logDescriptor(_ arguments: Arguments) throws(FileError) -> Int32? {
        guard let path = arguments.text("--log") else { return arguments.has("--quiet") ? nil : 2 }
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        return descriptor
    }
}
