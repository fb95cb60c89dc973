import LyditeCore
import Testing

@testable import LyditeSandbox

@Suite(.serialized, .enabled(if: Fixture.hasFull)) struct EndingTests {
    @Test(arguments: [0, 1, 3, 255])
    func `an exit code is reported as it was`(code: Int) async throws {
        let run = try await Fixture.run("python", "import os; os._exit(\(code))")
        #expect(run.ending == .exited && run.exitCode == code && run.signal == nil)
    }

    @Test(arguments: [6, 9, 11, 15])
    func `a signal is reported by its number`(signal: Int) async throws {
        let run = try await Fixture.run("python", "import os; os.kill(os.getpid(), \(signal))")
        #expect(run.ending == .signalled && run.signal == signal && run.exitCode == nil)
    }

    @Test func `input, output and error are three streams`() async throws {
        let source = "import sys; print(sys.stdin.read()[::-1]); print('e', file=sys.stderr)"
        let run = try await Fixture.run("python", source, input: Array("abc".utf8))
        #expect(run.text == "cba\n" && run.errorText == "e\n")
        #expect(run.processes >= 1 && run.cpu > .zero && run.wall > .zero)
    }

    @Test func `input of four megabytes arrives whole`() async throws {
        let input = [UInt8](repeating: 97, count: 4 << 20)
        let run = try await Fixture.run(
            "python", "import sys; print(len(sys.stdin.buffer.read()))", input: input)
        #expect(run.text == "\(4 << 20)\n")
    }

    @Test func `a program that does not read its input ends well`() async throws {
        let input = [UInt8](repeating: 97, count: 4 << 20)
        let run = try await Fixture.run(
            "python", "import os; os.close(0); print('done')", input: input)
        #expect(run.ending == .exited && run.text == "done\n")
    }

    @Test func `exactly one mebibyte is captured on both streams at once`() async throws {
        let source = """
            import sys
            for i in range(1024):
                sys.stdout.write('x' * 1024)
                sys.stderr.write('y' * 1024)
            """
        let run = try await Fixture.run("python", source)
        #expect(run.ending == .exited)
        #expect(run.standardOutput.bytes == [UInt8](repeating: 120, count: 1 << 20))
        #expect(run.standardError.bytes == [UInt8](repeating: 121, count: 1 << 20))
        #expect(!run.standardOutput.isTruncated && !run.standardError.isTruncated)
    }

    @Test func `one byte over the output limit ends the run`() async throws {
        let source =
            "import sys, time; sys.stdout.write('x' * (1 << 20) + 'y'); sys.stdout.flush(); time.sleep(9)"
        let run = try await Fixture.run("python", source)
        #expect(run.ending == .outputLimit)
        #expect(run.standardOutput.bytes.count == 1 << 20 && run.standardOutput.isTruncated)
    }

    @Test func `a missing program names its stage`() async throws {
        let profile = try #require(Fixture.profile("python"))
        let command = Command(profile: profile, files: [], program: ["/usr/bin/missing"])
        await #expect(throws: SandboxError.stage("exec", errno: 2, detail: "/usr/bin/missing")) {
            try await Fixture.shared.run(command, limits: Fixture.small)
        }
        let after = try await Fixture.run("python", "print(1)")
        #expect(after.text == "1\n")
    }

    @Test(arguments: ["", ".", "..", "a/b", "../x", "/x"])
    func `a file name that leaves the box is refused`(name: String) async throws {
        let profile = try #require(Fixture.profile("python"))
        let command = Command(profile: profile, files: [SandboxFile(name: name, bytes: [])])
        await #expect(throws: SandboxError.fileName(name)) {
            try await Fixture.shared.run(command, limits: Fixture.small)
        }
    }

    @Test func `arguments and further variables reach the program`() async throws {
        let profile = try #require(Fixture.profile("python"))
        var command = Command.program(
            source: Array("import sys, os; print(sys.argv[1:], os.environ['EXTRA'])".utf8),
            profile: profile, arguments: ["-x", "a b"])
        command.environment["EXTRA"] = "é"
        let run = try await Fixture.shared.run(command, limits: Fixture.small)
        #expect(run.text == "['-x', 'a b'] é\n")
    }

    @Test func `a script runs beside the program`() async throws {
        let profile = try #require(Fixture.profile("python"))
        let runner = SandboxFile(
            name: "runner.py", bytes: Array("import solution; print(solution.f(4))".utf8))
        let solution = SandboxFile(name: "solution.py", bytes: Array("def f(x): return x * x".utf8))
        let run = try await Fixture.shared.run(
            .script(runner, beside: [solution], profile: profile), limits: Fixture.small)
        #expect(run.text == "16\n")
    }

    @Test func `cancelling ends the run`() async throws {
        let task = Task { try await Fixture.run("python", "import time; time.sleep(15)") }
        try await Task.sleep(for: .milliseconds(300))
        let start = ContinuousClock.now
        task.cancel()
        await #expect(throws: SandboxError.cancelled) { try await task.value }
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(try await Fixture.run("python", "print(2)").text == "2\n")
    }

    @Test(
        arguments: [
            ("c", "#include <stdio.h>\nint main(){puts(\"hi\");return 3;}", 3),
            (
                "cpp",
                "#include <iostream>\n#include <thread>\nint main(){std::thread t([]{std::cout<<\"hi\\n\";});t.join();}",
                0
            ),
            ("javascript", "console.log('hi')", 0), ("bash", "echo hi", 0),
            ("swift", "print(\"hi\")", 0),
        ])
    func `every language says hi`(language: String, source: String, code: Int) async throws {
        guard Fixture.has(language) else { return }
        let run = try await Fixture.run(language, source, limits: Limits())
        #expect(run.ending == .exited && run.exitCode == code && run.text == "hi\n")
    }

    @Test(.enabled(if: Fixture.has("javascript") && Fixture.has("bash")))
    func `the streams have names where the language expects them`() async throws {
        let script = "console.log(require('fs').readFileSync('/dev/stdin', 'utf8').length)"
        let read = try await Fixture.run("javascript", script, input: [97, 98], limits: Limits())
        #expect(read.text == "2\n")
        let tools =
            "cat <(echo x); echo 3 | awk '{print $1 * 2}'; ls /proc | grep -c '^1$'; echo e > /dev/stderr"
        let shell = try await Fixture.run("bash", tools)
        #expect(shell.text == "x\n6\n0\n" && shell.errorText == "e\n")
    }

    @Test(.enabled(if: Fixture.has("c")))
    func `a compiler that is slow by the wall clock alone is no error of the program`() async throws
    {
        var profile = try #require(Fixture.profile("c"))
        profile.compile?.limits?.wall = .milliseconds(1)
        let command = Command.program(source: Array("int main(void){}".utf8), profile: profile)
        let run = try await Fixture.shared.run(command, limits: Fixture.small)
        #expect(run.ending == .wallLimit && run.exitCode == nil, "\(run.ending)")
    }

    @Test(.enabled(if: Fixture.has("c")))
    func `a program that does not compile brings the compiler's words`() async throws {
        let run = try await Fixture.run("c", "int main() { return nothing; }")
        #expect(run.ending == .compileError && run.errorText.contains("nothing"))
    }
}
