import Glibc
import LyditeCore
import Testing

@testable import LyditeSandbox

/// The keeper as an ordinary user: a script drops to an unused user before it starts the keeper.
@Suite(.serialized, .enabled(if: Fixture.hasSetpriv && Fixture.hasFull)) struct UserTests {
    /// Hands the path of a keeper that starts as an ordinary user to `body`.
    private func withKeeper(_ body: (String) async throws -> Void) async throws {
        let keeper = try UserKeeper(user: 65533)
        defer { keeper.remove() }
        try await body(keeper.path)
    }

    @Test func `full does not hold, and the refusal names the layer and the way on`() async throws {
        try await withKeeper { keeper in
            let sandbox = KeeperSandbox(home: Fixture.home, isolation: .full, keeperPath: keeper)
            let error = await #expect(throws: SandboxError.self) { try await sandbox.isolation }
            let text = error?.description ?? ""
            #expect(text.contains("cgroup") && text.contains("--isolation no-cgroup"))
            #expect(text.contains("lydite doctor"))
            await sandbox.shutDown()
        }
    }

    @Test func `best takes no-cgroup in a user namespace`() async throws {
        try await withKeeper { keeper in
            let sandbox = KeeperSandbox(home: Fixture.home, isolation: .best, keeperPath: keeper)
            let isolation = try await sandbox.isolation
            #expect(isolation.level == .noCgroup && isolation.uid == nil)
            #expect(isolation.namespaces == ["user", "pid", "mount", "ipc", "net", "uts"])
            let run = try await Fixture.run(
                "python", "import os; print(os.getuid(), os.getpid())", in: sandbox)
            #expect(run.ending == .exited && run.text == "1000 2\n")
            let call = try await Fixture.run("python", Fixture.call(272), in: sandbox)
            #expect(call.ending == .forbiddenCall && call.syscall == "unshare")
            // Here the program's user is the keeper's: only its own process group keeps them apart.
            let killing = try await Fixture.run(
                "python", "import os; os.kill(0, 9)", in: sandbox)
            #expect(killing.ending == .signalled && killing.signal == 9)
            let stopping = try await Fixture.run(
                "python", "import os; os.kill(0, 19)", limits: Fixture.limits(wall: .seconds(1)),
                in: sandbox)
            #expect(stopping.ending == .wallLimit)
            let memory = try await Fixture.run(
                "python", "x = [bytearray(1 << 20) for _ in range(400)]", in: sandbox)
            #expect(memory.ending == .memoryLimit || memory.errorText.contains("MemoryError"))
            let bomb = try await Fixture.run(
                "python", "import os\nwhile True: os.fork()",
                limits: Fixture.limits(cpu: .seconds(1)),
                in: sandbox)
            #expect(bomb.ending != .sandboxError && bomb.ending != .wallLimit)
            await sandbox.shutDown()
        }
    }

    @Test func `every probe that the level promises is held`() async throws {
        try await withKeeper { keeper in
            let report = await Doctor.examine(
                home: Fixture.home, isolation: .noCgroup, keeperPath: keeper,
                probePath: try Home.findKeeper(explicit: nil))
            #expect(report.holds, "\(report.lines.joined(separator: "\n"))")
        }
    }
}
