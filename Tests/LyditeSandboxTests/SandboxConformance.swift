import LyditeCore
import Testing

@testable import LyditeSandbox

/// What every conformer of `Sandbox` must do, whatever it is made of.
struct SandboxConformance<S: Sandbox> {
    let sandbox: S
    /// Allow a warm interpreter, where the sandbox has them.
    var isWarm = false

    func check() async throws {
        let level = try await sandbox.isolation.level
        try await checkEndings(level)
        try await checkStreams()
        try await checkLimits()
        try await checkSurroundings()
        try await checkDialogue()
        try await checkOwnFailures()
        try await checkCompiler()
        try await checkCrowd()
    }

    private func run(
        _ source: String, input: String = "", arguments: [String] = [],
        limits: Limits = Fixture.small
    ) async throws -> Run {
        let profile = try Profile.load(language: "python", home: Fixture.home)
        var command = Command.program(
            source: Array(source.utf8), profile: profile, input: Array(input.utf8),
            arguments: arguments)
        command.mayBeWarm = isWarm
        return try await sandbox.run(command, limits: limits)
    }

    private func checkEndings(_ level: Isolation.Level) async throws {
        for code in [0, 1, 255] {
            let run = try await run("import sys; sys.exit(\(code))")
            #expect(run.ending == .exited && run.exitCode == code && run.signal == nil)
            #expect(run.isolation.level == level && run.syscall == nil)
        }
        let crash = try await run("import ctypes; ctypes.string_at(0)")
        #expect(crash.ending == .signalled && crash.signal == 11 && crash.exitCode == nil)
        let failure = try await run("1 / 0")
        #expect(failure.exitCode == 1 && failure.errorText.contains("ZeroDivisionError"))
        let call = try await run(Fixture.call(272))
        #expect(call.ending == .forbiddenCall && call.syscall == "unshare" && call.text == "")
    }

    private func checkStreams() async throws {
        let both = try await run(
            "import sys; print(sys.stdin.read()[::-1]); print('e', file=sys.stderr)", input: "abc")
        #expect(both.text == "cba\n" && both.errorText == "e\n")
        let exact = try await run("import sys; sys.stdout.write('x' * (1 << 20))")
        #expect(exact.ending == .exited && exact.standardOutput.bytes.count == 1 << 20)
        #expect(!exact.standardOutput.isTruncated)
        let over = try await run("import sys; sys.stdout.write('x' * (1 << 20) + 'y')")
        #expect(over.ending == .outputLimit && over.standardOutput.bytes.count == 1 << 20)
        #expect(over.standardOutput.isTruncated)
        let bytes = try await run("import os; os.write(1, bytes(range(256)))")
        #expect(bytes.standardOutput.bytes == Array(0...255))
        let none = try await run("import os; os.close(0); os.close(1); os.close(2)")
        #expect(none.ending == .exited && none.text == "")
    }

    private func checkLimits() async throws {
        let time = try await run(
            "while True: pass", limits: Fixture.limits(cpu: .milliseconds(300)))
        #expect(time.ending == .timeLimit && time.cpu >= .milliseconds(300))
        let wall = try await run(
            "import time; time.sleep(60)", limits: Fixture.limits(wall: .milliseconds(300)))
        #expect(wall.ending == .wallLimit && wall.wall >= .milliseconds(300))
        let memory = try await run("x = [bytearray(b'x' * (1 << 20)) for _ in range(400)]")
        #expect(memory.ending == .memoryLimit && memory.peakMemoryBytes > 64 << 20)
        let under = try await run("x = bytearray(b'x' * (32 << 20)); print(len(x))")
        #expect(under.ending == .exited && under.text == "\(32 << 20)\n")
        let left = try await run(
            "import os, time\nif os.fork() == 0: time.sleep(60)\nprint('parent', flush=True)\nos._exit(0)"
        )
        #expect(left.ending == .exited && left.text == "parent\n")
    }

    private func checkSurroundings() async throws {
        let words = try await run(
            "import sys, os; print(sys.argv[1:], sorted(os.environ) == sorted(os.environ), os.getuid() != 0)",
            arguments: ["-x", "a b"])
        #expect(words.text == "['-x', 'a b'] True True\n")
        let write = try await run("open('left', 'w').write('x'); print(open('left').read())")
        #expect(write.text == "x\n")
        let found = try await run("import os; print(sorted(os.listdir('.')))")
        #expect(found.text == "['solution.py']\n")
        let first = try await run("import random; print(hash('a'), {'b', 'a', 'c'})")
        let again = try await run("import random; print(hash('a'), {'b', 'a', 'c'})")
        #expect(first.text == again.text)
    }

    private func checkDialogue() async throws {
        let profile = try Profile.load(language: "python", home: Fixture.home)
        for (body, isViolated) in [
            ("reply(request())", false), ("request(); put(b'\\1\\0')", true),
        ] {
            var command = Command.program(
                source: Array((DialogueTests.frames + body).utf8), profile: profile)
            command.mayBeWarm = isWarm
            let done = try await sandbox.run(
                command, limits: Fixture.small, dialogue: Counting(left: 1))
            #expect(done.protocolViolation == isViolated)
            #expect(done.dialogue.replies.count == (isViolated ? 0 : 1))
        }
    }

    /// The sandbox's failures are thrown, and the next run works.
    private func checkOwnFailures() async throws {
        let profile = try Profile.load(language: "python", home: Fixture.home)
        var missing = Command(profile: profile, files: [], program: ["/no/such/program"])
        missing.mayBeWarm = isWarm
        await #expect(throws: SandboxError.self) {
            try await sandbox.run(missing, limits: Fixture.small)
        }
        let outside = Command(profile: profile, files: [SandboxFile(name: "../x", bytes: [])])
        await #expect(throws: SandboxError.fileName("../x")) {
            try await sandbox.run(outside, limits: Fixture.small)
        }
        let cancelled = Task { try await run("import time; time.sleep(60)") }
        try await Task.sleep(for: .milliseconds(100))
        cancelled.cancel()
        await #expect(throws: SandboxError.cancelled) { try await cancelled.value }
        #expect(try await run("print(7)").text == "7\n")
    }

    private func checkCompiler() async throws {
        guard let profile = Fixture.profile("c") else { return }
        for (source, ending) in [
            ("int main() { return 3; }", Run.Ending.exited),
            ("int main() { return nothing; }", .compileError),
        ] {
            let command = Command.program(source: Array(source.utf8), profile: profile)
            let run = try await sandbox.run(command, limits: Fixture.small)
            #expect(run.ending == ending)
            #expect(ending == .exited ? run.exitCode == 3 : run.errorText.contains("nothing"))
        }
    }

    /// More at once than there are places, each with its own answer.
    private func checkCrowd() async throws {
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for i in 0..<8 { group.addTask { try await run("print(\(i))").text } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(texts == Set((0..<8).map { "\($0)\n" }))
    }
}

@Suite(.serialized, .enabled(if: Fixture.hasFull)) struct SandboxConformanceTests {
    @Test(arguments: [IsolationChoice.full, .noCgroup, .bareSeccomp], [ZygoteUse.never, .always])
    func `a keeper's sandbox does what every sandbox must`(
        isolation: IsolationChoice, zygotes: ZygoteUse
    ) async throws {
        let sandbox = KeeperSandbox(
            home: Fixture.home, isolation: isolation, slots: 2, zygotes: zygotes)
        try await SandboxConformance(sandbox: sandbox, isWarm: zygotes == .always).check()
        await sandbox.shutDown()
    }

    @Test(.enabled(if: Fixture.hasSetpriv), arguments: [IsolationChoice.noCgroup, .bareSeccomp])
    func `so does one of an ordinary user`(isolation: IsolationChoice) async throws {
        let keeper = try UserKeeper(user: 65531)
        defer { keeper.remove() }
        let sandbox = KeeperSandbox(
            home: Fixture.home, isolation: isolation, slots: 2, keeperPath: keeper.path)
        try await SandboxConformance(sandbox: sandbox).check()
        await sandbox.shutDown()
    }
}
