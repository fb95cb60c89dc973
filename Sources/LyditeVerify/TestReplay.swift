internal import LyditeCore
internal import LyditeSandbox

/// Test text run with stand-ins for what the candidate defines, in a sandbox of its own
/// (`replay.py`).
struct TestReplay {
    /// One test and how it ended.
    struct Unit {
        enum State: String { case passed, failed, raised, unfit, endless, missing }

        var name: String
        var state: State
        var detail: String?
    }

    /// What the tests came to; without `all` the first that does not pass is the last of them.
    struct Answer {
        var units: [Unit]
        /// Calls of what the tests stand for.
        var calls: Int
        /// Whether it may help that the tests' own classes live in the candidate's process.
        var mayHoist: Bool
    }

    enum Outcome {
        case answer(Answer)
        case undecided(Cause, String)
        /// The tests ended with their time limit.
        case endless
    }

    private static let limits = Limits(cpu: .seconds(10), wall: .seconds(60), outputBytes: 64 << 20)
    /// What a function might return that knows nothing; tests that hold for each say nothing.
    private static let sentinels: [JSON] = ["lydite: no result", .null]

    let sandbox: any Sandbox
    let files: TrustedFiles

    /// Nil where some answer of the entry point makes a test fail.
    func emptiness(of check: TestCheck) async -> Outcome? {
        var last: Outcome?
        for sentinel in Self.sentinels {
            let outcome = await run(check, sentinel: sentinel)
            // Tests that never end with a useless value do not hold for it.
            if case .endless = outcome { return nil }
            guard case .answer(let answer) = outcome else { return outcome }
            if let unfit = answer.units.first(where: { $0.state == .unfit }) {
                return .undecided(
                    .unsupported, "the test \(unfit.name) cannot be run: \(unfit.detail ?? "")")
            }
            if answer.units.contains(where: { $0.state != .passed }) { return nil }
            if answer.calls == 0 {
                return .undecided(.unsupported, "the tests assert nothing of the entry point")
            }
            last = .undecided(
                .badProblem, "the tests hold whatever \"\(check.entryPoint)\" returns")
        }
        return last
    }

    /// Runs the tests.
    ///
    /// - Parameters:
    ///   - bridge: The way to the candidate; nil with a `sentinel`, the answer to every call.
    ///   - all: Go on after a test that fails.
    ///   - hoists: Have the tests' own classes live in the candidate's process.
    func run(
        _ check: TestCheck, bridge: Bridge? = nil, hoists: Bool = false, all: Bool = false,
        sentinel: JSON? = nil
    ) async -> Outcome {
        let request = JSON.record([
            "entryPoint": .string(check.entryPoint),
            "tests": .array(check.tests.map { .string($0) }),
            "setup": .string(check.setup), "prompt": .string(check.prompt),
            "sentinel": sentinel.map { .array([$0]) }, "hoists": .bool(hoists),
            "all": .bool(all),
        ])
        do {
            let (run, ended, _) = try await sandbox.run(
                try command(), limits: Self.limits, dialogue: TestsDialogue(request, bridge))
            guard let answer = ended.answer else {
                if run.ending == .timeLimit { return .endless }
                let isOurs = run.ending == .sandboxError || run.ending == .wallLimit
                return .undecided(
                    isOurs ? .sandboxError : .unsupported,
                    "the tests could not be run: the helper ended by \(run.ending.rawValue)")
            }
            if let reason = answer["reason"]?.stringValue {
                return .undecided(
                    .unsupported, "the tests cannot be run: \(CandidateText.head(reason))")
            }
            return .answer(
                Answer(
                    units: try (answer["units"]?.arrayValue ?? []).map(unit),
                    calls: answer["calls"]?.intValue ?? 0, mayHoist: answer["mayHoist"] == true))
        } catch {
            return .undecided(.sandboxError, "the tests could not be run: \(error)")
        }
    }

    private func command() throws -> Command {
        let names = ["tagged", "special", "wire", "handles", "live", "useless", "pytests", "trees"]
        var command = Command.script(
            try file("replay.py"), beside: try names.map { try file($0 + ".py") },
            profile: try files.profile("python"))
        command.environment["PYTHONHASHSEED"] = "0"
        command.mayBeWarm = true
        return command
    }

    private func file(_ name: String) throws -> SandboxFile {
        SandboxFile(name: name, bytes: try files.bytes("Sandboxes/python/" + name))
    }

    private func unit(_ json: JSON) throws -> Unit {
        let row = try RowReader(json, name: "unit")
        guard let state = Unit.State(rawValue: try row.requiredText("state")) else {
            throw row.wrong("state", "how the test stands")
        }
        return Unit(
            name: try row.requiredText("name"), state: state, detail: try row.text("detail"))
    }
}
