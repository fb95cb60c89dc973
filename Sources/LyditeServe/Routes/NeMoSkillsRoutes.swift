internal import LyditeCore

/// The sandbox server of NeMo-Skills, for programs that keep nothing between calls.
///
/// - Source: nemo_skills/code_execution/local_sandbox/local_sandbox_server.py.
enum NeMoSkillsRoutes {
    static let all = [
        Route(
            method: "POST", path: "/execute", interface: .nemoSkills,
            summary: "NeMo-Skills: runs one program in python or shell.",
            body: .shape(shape), failures: [400, 413, 422, 503, 504], work: execute),
        Route(
            method: "GET", path: "/health", interface: .nemoSkills,
            summary: "NeMo-Skills: whether the server is there.", isOpen: true
        ) { _, _ throws(RequestFailure) in
            HTTPAnswer(["status": "healthy", "worker": "lydite"])
        },
    ]

    private static let languages = [
        "python": "python", "python3": "python", "pypy3": "python", "shell": "bash",
    ]

    private static let shape = BodyShape(
        .init("generated_code", .text, required: true, "the program"),
        .init("std_input", .text, "what it reads"),
        .init("timeout", .seconds, "seconds (10)"),
        .init(
            "language", .text, "python, pypy3, python3 or shell; sessions of ipython are not kept"),
        .init("max_output_characters", .whole, "characters of each stream (1000)"),
        .init("traceback_verbosity", .text, "not used"))

    private static func execute(
        _ request: HTTPRequest, _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        let (program, most) = try read(request.body)
        let run = try await service.finishedRun(program, before: request.deadline)
        return HTTPAnswer(answer(run, most: most, isShell: program.language == "bash"))
    }

    /// The program, and how many characters of each stream are wanted.
    private static func read(
        _ body: [UInt8]
    ) throws(RequestFailure) -> (program: ProgramRequest, most: Int) {
        let row = try shape.read(body)
        let asked = row["language"]?.stringValue ?? "ipython"
        guard let language = languages[asked] else {
            throw .unsupported(
                "language \"\(asked.prefix(40))\" is not served: nothing is kept between calls;"
                    + " set it to python")
        }
        let seconds = row["timeout"]?.doubleValue ?? 10
        let most = row["max_output_characters"]?.intValue ?? 1000
        guard most >= 0 else {
            throw .wrongType(field: "max_output_characters", expected: "a whole number from 0")
        }
        var program = ProgramRequest(
            language: language, source: Array((row["generated_code"]?.stringValue ?? "").utf8),
            input: Array((row["std_input"]?.stringValue ?? "").utf8))
        program.limits = Limits(
            cpu: .seconds(seconds), wall: .seconds(seconds + 2), memoryBytes: 1 << 30)
        return (program, most)
    }

    static func answer(_ run: Run, most: Int, isShell: Bool) -> JSON {
        let errors = cut(String(decoding: run.standardError.bytes, as: UTF8.self), most)
        if run.ending == .timeLimit || run.ending == .wallLimit {
            return record("timeout", "", errors)
        }
        let output = cut(String(decoding: run.standardOutput.bytes, as: UTF8.self), most)
        // There a crash of a Python program is "completed" too; its traceback tells.
        let hasFailed = run.ending != .exited || (isShell && run.exitCode != 0)
        guard hasFailed else { return record("completed", output, errors) }
        let reason = run.ending == .exited ? "" : "killed: \(run.ending.rawValue)\n"
        return record("error", output, errors + reason)
    }

    private static func record(_ status: JSON, _ output: String, _ errors: String) -> JSON {
        ["process_status": status, "stdout": .string(output), "stderr": .string(errors)]
    }

    private static func cut(_ text: String, _ most: Int) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > most else { return text }
        return String(scalars.prefix(most)) + "<output cut>"
    }
}
