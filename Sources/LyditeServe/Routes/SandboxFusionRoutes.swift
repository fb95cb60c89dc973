internal import LyditeCore
internal import LyditeSandbox

/// The routes of SandboxFusion that trainers call, verl's client among them.
///
/// - Source: bytedance/SandboxFusion, sandbox/server and sandbox/runners/types.py, as a running server answered.
enum SandboxFusionRoutes {
    static let all = [
        Route(
            method: "POST", path: "/run_code", interface: .sandboxFusion,
            summary: "SandboxFusion: runs one program. Correctness is not judged here.",
            body: .shape(runShape), failures: [413, 422, 504], work: runCode),
        Route(
            method: "POST", path: "/submit", interface: .sandboxFusion,
            summary: "SandboxFusion: judges a completion on the cases in config.provided_data.",
            body: .shape(FusionSubmission.shape), failures: [400, 413, 422, 504],
            work: FusionSubmission.answer),
        Route(
            method: "GET", path: "/v1/ping", interface: .sandboxFusion,
            summary: "SandboxFusion: whether the server is there.", isOpen: true
        ) { _, _ throws(RequestFailure) in HTTPAnswer("pong") },
    ]

    /// Names of languages there and here.
    static let languages = [
        "python": "python", "cpp": "cpp", "c": "c", "nodejs": "javascript", "bash": "bash",
        "swift": "swift",
    ]

    private static let runShape = BodyShape(
        .init("code", .text, required: true, "the program"),
        .init("language", .word(languages.keys.sorted()), required: true, "its language"),
        .init("stdin", .text, "what it reads"),
        .init(
            "compile_timeout", .number, "seconds; the profile's own limit counts where it is less"),
        .init("run_timeout", .seconds, "seconds (10)"),
        .init("memory_limit_MB", .number, "MiB; 1024 where none or -1 is given"),
        .init("files", .record, "names and contents in Base64, beside the program"),
        .init(
            "fetch_files", .list(.text), "names of files to give back in Base64, beside the program"
        ))

    private static func runCode(
        _ request: HTTPRequest, _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        let (program, wanted) = try read(request.body)
        let run = try await service.run(program, before: request.deadline)
        let left = (program.left?.files ?? []).filter { wanted.contains($0.name) }
        return HTTPAnswer(answer(run, isCompiled: isCompiled(program.language), left: left))
    }

    /// The program and the names of files that are wanted back.
    private static func read(
        _ body: [UInt8]
    ) throws(RequestFailure) -> (program: ProgramRequest, wanted: Set<String>) {
        let row = try runShape.read(body)
        var program = ProgramRequest(
            language: languages[row["language"]?.stringValue ?? ""] ?? "",
            source: Array((row["code"]?.stringValue ?? "").utf8),
            input: Array((row["stdin"]?.stringValue ?? "").utf8))
        program.limits = try limits(row)
        program.files = try files(row)
        let wanted = Set(row["fetch_files"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        if !wanted.isEmpty { program.left = LeftFiles() }
        return (program, wanted)
    }

    static func isCompiled(_ language: String) -> Bool { ["c", "cpp", "swift"].contains(language) }

    /// Limits in the words of the interface. Time is wall time there; here CPU time comes first, so that a busy
    /// machine fails no program, and wall time ends what only waits.
    static func limits(_ row: RowReader) throws(RequestFailure) -> Limits {
        let seconds = row["run_timeout"]?.doubleValue ?? 10
        for field in ["run_timeout", "compile_timeout"] {
            let value = row[field].map { $0.doubleValue ?? 0 } ?? 10
            guard value > 0, value <= BodyShape.mostSeconds else {
                throw .wrongType(field: field, expected: BodyShape.Kind.seconds.words)
            }
        }
        var limits = Limits(
            cpu: .seconds(seconds), wall: .seconds(seconds + wallMargin), memoryBytes: 1 << 30,
            outputBytes: mostOutput)
        if let mebibytes = row["memory_limit_MB"]?.doubleValue, mebibytes > 0 {
            // Less holds no interpreter.
            let bytes = min(mebibytes, 1_048_576) * 1_048_576
            limits.memoryBytes = min(max(Int(bytes), 16 << 20), Limits.mostServedMemory)
        }
        return limits
    }

    /// verl waits ten seconds longer than the limits that it names, and this is spent of them.
    private static let wallMargin = 2.0
    /// Programs there may write without end and see the first of it; here writing more ends the run.
    private static let mostOutput = 8 << 20

    private static func files(_ row: RowReader) throws(RequestFailure) -> [SandboxFile] {
        var files: [SandboxFile] = []
        for member in row["files"]?.members ?? [] where !member.value.isNull {
            guard SandboxFile.isGoodName(member.key) else {
                throw .wrongType(field: "files", expected: "names without folders")
            }
            guard let text = member.value.stringValue, let bytes = Base64.bytes(of: text) else {
                throw .wrongType(field: "files.\(member.key)", expected: "Base64")
            }
            files.append(SandboxFile(name: member.key, bytes: bytes))
        }
        guard files.count <= 64 else {
            throw .wrongType(field: "files", expected: "at most 64 files")
        }
        return files
    }

    // MARK: Answers

    static func answer(_ run: Run, isCompiled: Bool, left: [SandboxFile] = []) -> JSON {
        guard run.ending != .sandboxError else {
            return sandboxError("the sandbox failed; try again")
        }
        if run.ending == .compileError {
            return answer(status: "Failed", compile: step(run, code: run.exitCode ?? 1), run: .null)
        }
        let compile = isCompiled ? compiled : .null
        if run.ending == .timeLimit || run.ending == .wallLimit {
            return answer(
                status: "Failed", compile: compile,
                run: step(run, code: nil, status: "TimeLimitExceeded"), left: left)
        }
        let code = returnCode(run)
        return answer(
            status: code == 0 ? "Success" : "Failed", compile: compile, run: step(run, code: code),
            left: left)
    }

    static func sandboxError(_ sentence: String) -> JSON {
        answer(status: "SandboxError", message: sentence, compile: .null, run: .null)
    }

    private static func answer(
        status: String, message: String = "", compile: JSON, run: JSON, left: [SandboxFile] = []
    ) -> JSON {
        // In the order of their names: a folder has none.
        let files = left.sorted { $0.name < $1.name }.map { file in
            JSON.Member(file.name, .string(Base64.text(of: file.bytes)))
        }
        return [
            "status": .string(status), "message": .string(message), "compile_result": compile,
            "run_result": run, "executor_pod_name": nil, "files": .object(files),
        ]
    }

    /// How a shell would tell the end: a signal is its number below zero.
    private static func returnCode(_ run: Run) -> Int {
        switch run.ending {
        case .exited: run.exitCode ?? 0
        case .signalled: -(run.signal ?? 9)
        case .forbiddenCall: -31  // SIGSYS
        default: -9
        }
    }

    /// A compile step that went well; what it took is not known where its result was kept.
    private static let compiled: JSON = [
        "status": "Finished", "execution_time": .double(0), "return_code": 0, "stdout": "",
        "stderr": "",
    ]

    private static func step(_ run: Run, code: Int?, status: String = "Finished") -> JSON {
        var errors = text(run.standardError.bytes)
        if let end = reason(run) {
            errors += errors.isEmpty || errors.hasSuffix("\n") ? end : "\n" + end
        }
        return [
            "status": .string(status),
            "execution_time": .double((run.wall.seconds * 1e6).rounded() / 1e6),
            "return_code": code.map { .integer(Int64($0)) } ?? .null,
            "stdout": .string(text(run.standardOutput.bytes)), "stderr": .string(errors),
        ]
    }

    /// What ended a program that did not end itself, where the return code says too little.
    private static func reason(_ run: Run) -> String? {
        switch run.ending {
        case .memoryLimit: "killed: memory limit\n"
        case .outputLimit: "killed: more than \(mostOutput) bytes of output\n"
        case .processLimit: "killed: process limit\n"
        case .forbiddenCall: "killed: forbidden system call \(run.syscall ?? "")\n"
        default: nil
        }
    }

    /// Text, or the interface's own sentence for bytes that are none.
    private static func text(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let (place, reason) = UTF8Fault.first(in: bytes)
        let digits = String(bytes[place], radix: 16)
        let byte = digits.count == 1 ? "0" + digits : digits
        return
            "[DecodeError] 'utf-8' codec can't decode byte 0x\(byte) in position \(place): \(reason)"
    }
}
