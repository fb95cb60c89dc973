internal import LyditeCore
internal import LyditeSandbox

/// Test text run against a stand-in for the candidate, in a sandbox of its own (`replay.py`).
struct TestReplay {
    /// One test: the calls that it has made so far, and how it stands.
    struct Unit {
        enum State: String { case passed, needs, failed, raised, unfit }

        var name: String
        var calls: [CallCase]
        var state: State
        var detail: String?

        /// What is kept of new results: nothing after a step that the test took for granted and
        /// that failed, as the test would have gone another way.
        func kept(_ replies: [JSON], after known: Int) -> [JSON] {
            for index in replies.indices.dropFirst(known) {
                guard case .step(let request) = calls[index].arguments,
                    request["deferred"] == true, replies[index]["error"] != nil
                else { continue }
                return Array(replies[...index])
            }
            return replies
        }
    }

    enum Outcome {
        case units([Unit])
        case undecided(Cause, String)
    }

    private static let limits = Limits(cpu: .seconds(10), wall: .seconds(60), outputBytes: 64 << 20)
    /// What a function might return that knows nothing; tests that hold for each say nothing.
    private static let sentinels: [JSON] = ["lydite: no result", .null]

    let sandbox: any Sandbox
    let files: TrustedFiles

    /// - Parameter results: What the candidate's calls came to, by test and in their order.
    func run(_ check: TestCheck, results: [String: [JSON]]) async -> Outcome {
        await run(check, results, sentinel: nil)
    }

    /// Nil where some answer of the entry point makes a test fail.
    func emptiness(of check: TestCheck) async -> Outcome? {
        var last: Outcome?
        for sentinel in Self.sentinels {
            let outcome = await run(check, [:], sentinel: sentinel)
            guard case .units(let units) = outcome else { return outcome }
            if let unfit = units.first(where: { $0.state == .unfit }) {
                return .undecided(
                    .unsupported, "the test \(unfit.name) cannot be run: \(unfit.detail ?? "")")
            }
            if units.allSatisfy(\.calls.isEmpty) {
                return .undecided(.unsupported, "the tests assert nothing of the entry point")
            }
            if units.contains(where: { $0.state != .passed }) { return nil }
            last = .undecided(
                .badProblem, "the tests hold whatever \"\(check.entryPoint)\" returns")
        }
        return last
    }

    private func run(
        _ check: TestCheck, _ results: [String: [JSON]], sentinel: JSON?
    ) async -> Outcome {
        let known = results.sorted { $0.key < $1.key }.map {
            JSON.Member($0.key, .array($0.value))
        }
        let request = JSON.record([
            "entryPoint": .string(check.entryPoint),
            "tests": .array(check.tests.map { .string($0) }),
            "setup": .string(check.setup), "prompt": .string(check.prompt),
            "results": .object(known), "sentinel": sentinel.map { .array([$0]) },
        ])
        do {
            let names = ["tagged.py", "handles.py"]
            var command = Command.script(
                try file("replay.py"), beside: try names.map(file),
                profile: try files.profile("python"), input: Array(request.text.utf8))
            command.environment["PYTHONHASHSEED"] = "0"
            command.mayBeWarm = true
            let run = try await sandbox.run(command, limits: Self.limits)
            guard run.ending == .exited, run.exitCode == 0 else {
                let isOurs = run.ending == .sandboxError || run.ending == .wallLimit
                return .undecided(
                    isOurs ? .sandboxError : .unsupported,
                    "the tests could not be run: the helper ended by \(run.ending.rawValue)")
            }
            let answer = try JSONParser.parse(run.standardOutput.bytes)
            if let reason = answer["reason"]?.stringValue {
                return .undecided(
                    .unsupported, "the tests cannot be run: \(CandidateText.head(reason))")
            }
            return .units(try (answer["units"]?.arrayValue ?? []).map(unit))
        } catch {
            return .undecided(.sandboxError, "the tests could not be run: \(error)")
        }
    }

    private func file(_ name: String) throws -> SandboxFile {
        SandboxFile(name: name, bytes: try files.bytes("Sandboxes/python/" + name))
    }

    private func unit(_ json: JSON) throws -> Unit {
        let row = try RowReader(json, name: "unit")
        guard let state = Unit.State(rawValue: try row.requiredText("state")) else {
            throw row.wrong("state", "how the test stands")
        }
        let calls = (try row.list("calls") ?? []).map { call in
            CallCase(
                function: call["function"]?.stringValue ?? "",
                arguments: .step(.object((call.members ?? []).filter { $0.key != "function" })),
                expectation: .recorded, compare: Comparison())
        }
        return Unit(
            name: try row.requiredText("name"), calls: calls, state: state,
            detail: try row.text("detail"))
    }
}
