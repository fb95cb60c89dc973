internal import LyditeCore
internal import LyditeSandbox

/// Test text taken apart into calls, once for each text.
///
/// The helper runs in a sandbox of its own, without a candidate near; what it writes is plain data.
actor TestTranslations {
    enum Translation: Sendable {
        case cases([CallCase])
        /// The text has to be run, with a stand-in for the candidate.
        case replay
        case undecided(Cause, String)
    }

    /// Texts that are kept; beyond it all are forgotten, which costs only time.
    private static let maximumTexts = 4096
    private static let limits = Limits(cpu: .seconds(10), wall: .seconds(60), outputBytes: 64 << 20)

    private let sandbox: any Sandbox
    private let files: TrustedFiles
    private var known: [Digest: Task<Translation, Never>] = [:]

    init(sandbox: any Sandbox, files: TrustedFiles) {
        self.sandbox = sandbox
        self.files = files
    }

    func cases(of check: TestCheck) async -> Translation {
        let request = Self.request(check, results: nil)
        let digest = Digest(of: request)
        if let task = known[digest] { return await task.value }
        if known.count >= Self.maximumTexts { known.removeAll() }
        let (sandbox, files) = (sandbox, files)
        let task = Task { await Self.translate(check, request, sandbox, files) }
        known[digest] = task
        let translation = await task.value
        // The sandbox may do better next time.
        if case .undecided(.sandboxError, _) = translation { known[digest] = nil }
        return translation
    }

    /// Evaluates assertions about results that a candidate gave.
    nonisolated func examine(
        _ items: [(assertion: JSON, value: PlainValue)], of check: TestCheck
    ) async -> Examination {
        let results = items.map { item in
            JSON.record([
                "code": item.assertion["code"], "names": item.assertion["names"],
                "value": item.value.json,
            ])
        }
        let run: Run
        do {
            run = try await Self.run(Self.request(check, results: results), sandbox, files)
        } catch {
            return .undecided(.sandboxError, "the assertions could not be evaluated: \(error)")
        }
        guard run.ending == .exited, run.exitCode == 0,
            let verdicts = (try? JSONParser.parse(run.standardOutput.bytes))?["verdicts"]?
                .arrayValue
        else {
            let cause: Cause = run.ending == .sandboxError ? .sandboxError : .budget
            return .undecided(
                cause,
                "the assertions could not be evaluated: the helper ended by \(run.ending.rawValue)")
        }
        return .verdicts(verdicts.map { $0 == .bool(true) })
    }

    private static func request(_ check: TestCheck, results: [JSON]?) -> JSON {
        .record([
            "entryPoint": .string(check.entryPoint),
            "tests": .array(check.tests.map { .string($0) }),
            "setup": .string(check.setup), "prompt": .string(check.prompt),
            "results": results.map { .array($0) },
        ])
    }

    private static func run(
        _ request: JSON, _ sandbox: any Sandbox, _ files: TrustedFiles
    ) async throws -> Run {
        func file(_ name: String) throws -> SandboxFile {
            SandboxFile(name: name, bytes: try files.bytes("Sandboxes/python/" + name))
        }
        var command = Command.script(
            try file("translate.py"), beside: [try file("interpreter.py"), try file("tagged.py")],
            profile: try files.profile("python"), input: Array(request.text.utf8))
        command.environment["PYTHONHASHSEED"] = "0"
        command.mayBeWarm = true
        return try await sandbox.run(command, limits: limits)
    }

    private static func translate(
        _ check: TestCheck, _ request: JSON, _ sandbox: any Sandbox, _ files: TrustedFiles
    ) async -> Translation {
        let run: Run
        do {
            run = try await Self.run(request, sandbox, files)
        } catch {
            return .undecided(.sandboxError, "the tests could not be taken apart: \(error)")
        }
        guard run.ending == .exited, run.exitCode == 0 else {
            let isOurs = run.ending == .sandboxError || run.ending == .wallLimit
            return .undecided(
                isOurs ? .sandboxError : .unsupported,
                "the tests could not be taken apart: the helper ended by \(run.ending.rawValue)")
        }
        do {
            let answer = try JSONParser.parse(run.standardOutput.bytes)
            if let reason = answer["reason"]?.stringValue {
                if answer["final"] != true {
                    let replay = TestReplay(sandbox: sandbox, files: files)
                    guard case .undecided(let cause, let detail) = await replay.emptiness(of: check)
                    else { return .replay }
                    let also =
                        detail.contains(reason)
                        ? "" : "; taken apart: \(CandidateText.head(reason))"
                    return .undecided(cause, detail + also)
                }
                return .undecided(
                    .unsupported, "the tests cannot be taken apart: \(CandidateText.head(reason))")
            }
            return .cases(
                try (answer["cases"]?.arrayValue ?? []).map { try CallCase(translated: $0) })
        } catch {
            return .undecided(.unsupported, "the tests cannot be taken apart: \(error)")
        }
    }
}
