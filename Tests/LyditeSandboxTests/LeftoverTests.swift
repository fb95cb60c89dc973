import Glibc
import LyditeCore
import Testing

@testable import LyditeSandbox

@Suite(.serialized, .enabled(if: Fixture.hasFull)) struct LeftoverTests {
    private static let sleeper =
        "import os, time\nos.fork()\nos.fork()\nos.setsid()\ntime.sleep(60)"

    /// A sandbox whose only keeper is in the middle of a run.
    private static func busy() async throws -> (
        sandbox: KeeperSandbox, keeper: pid_t, run: Task<Run, any Error>
    ) {
        let sandbox = KeeperSandbox(home: Fixture.home, slots: 1)
        _ = try await sandbox.isolation
        let keeper = try #require(await sandbox.keepers.first)
        let run = Task {
            try await Fixture.run(
                "python", sleeper, limits: Fixture.limits(wall: .seconds(2)), in: sandbox)
        }
        for _ in 0..<60 where Set(members(of: Fixture.groups(of: keeper))).count < 6 {
            try await Task.sleep(for: .milliseconds(50))
        }
        return (sandbox, keeper, run)
    }

    private static func members(of groups: [String]) -> [pid_t] {
        groups.flatMap { group -> [pid_t] in
            let bytes = FileSystem.read(group + "/cgroup.procs", limit: 1 << 16) ?? []
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap {
                pid_t($0)
            }
        }
    }

    @Test func `after a shut down there is no process and no group`() async throws {
        let (sandbox, keeper, run) = try await Self.busy()
        #expect(Fixture.groups(of: keeper).count >= 3)
        let pids = Set(Self.members(of: Fixture.groups(of: keeper)))
        #expect(pids.count >= 5)
        _ = try await run.value
        await sandbox.shutDown()
        #expect(Fixture.eventually { pids.allSatisfy { !Fixture.exists($0) } })
        #expect(Fixture.groups(of: keeper).isEmpty)
    }

    @Test func `a parent that is gone takes everything with it within a second`() async throws {
        let path = try Home.findKeeper(explicit: nil)
        let keeper = try KeeperProcess(path: path, level: .full, slot: 7, asked: .full)
        let profile = try #require(Fixture.profile("python"))
        try keeper.resetBox(bytes: 1 << 20, inodes: 64)
        try keeper.write(SandboxFile(name: "solution.py", bytes: Array(Self.sleeper.utf8)))
        let filter = try keeper.filter(profile.run.calls)
        var pipes = try RunPipes.open(dialogue: false)
        let request = StepRun(
            step: profile.run, command: profile.run.command, input: [], limits: Limits(),
            of: Command(profile: profile, files: [])
        ).payload(filter, keeper, hasDialogue: false)
        try keeper.send(.run, request, descriptors: pipes.theirs, during: "run")
        pipes.closeTheirs()
        try await Task.sleep(for: .milliseconds(400))
        let pids = Set(Self.members(of: Fixture.groups(of: keeper.pid)))
        #expect(pids.count >= 5)
        // What the kernel does with our end when we are killed.
        shutdown(keeper.socket, Int32(SHUT_RDWR))
        usleep(900_000)
        var status: Int32 = 0
        #expect(waitpid(keeper.pid, &status, WNOHANG) == keeper.pid)
        #expect(pids.allSatisfy { !Fixture.exists($0) })
        #expect(Fixture.groups(of: keeper.pid).isEmpty)
        pipes.closeOurs()
    }

    @Test func `the folder of a keeper that was killed is removed by the next`() async throws {
        let source = "import os\nos.makedirs('a/b')\nos.chmod('a', 0)\nprint(os.getcwd())"
        let first = KeeperSandbox(home: Fixture.home, isolation: .bareSeccomp, slots: 1)
        let second = KeeperSandbox(home: Fixture.home, isolation: .bareSeccomp, slots: 1)
        let run = try await Fixture.run("python", source, in: first)
        let neighbour = try await Fixture.run("python", source, in: second)
        #expect(run.text.contains("/lydite-box-") && neighbour.text.contains("/lydite-box-"))
        let keeper = try #require(await first.keepers.first)
        let other = try #require(await second.keepers.first)
        kill(keeper, SIGKILL)
        #expect(Fixture.eventually { !Fixture.exists(keeper) })
        #expect(Traces.boxes(of: [keeper]).count == 1)
        // The keeper that takes its place.
        #expect(try await Fixture.run("python", "print(1)", in: first).text == "1\n")
        #expect(Traces.boxes(of: [keeper]).isEmpty)
        #expect(Traces.boxes(of: [other]).count == 1)
        #expect(try await Fixture.run("python", "print(2)", in: second).text == "2\n")
        await first.shutDown()
        await second.shutDown()
    }

    @Test func `a keeper that dies is replaced, and its run begins anew`() async throws {
        let (sandbox, keeper, run) = try await Self.busy()
        let pids = Set(Self.members(of: Fixture.groups(of: keeper)))
        kill(keeper, SIGKILL)
        let again = try await run.value
        #expect(again.ending == .wallLimit)
        #expect(Fixture.eventually { pids.allSatisfy { !Fixture.exists($0) } })
        await sandbox.shutDown()
        // The next keeper has removed what the dead one could not, at its start or, where the dying were slow, at its
        // end.
        #expect(Fixture.groups(of: keeper).isEmpty)
    }

    @Test func `no mount of a run is seen on the host`() async throws {
        let before = FileSystem.read("/proc/self/mountinfo", limit: 1 << 20)
        _ = try await Fixture.run("python", "print(1)")
        #expect(FileSystem.read("/proc/self/mountinfo", limit: 1 << 20) == before)
    }

    @Test func `runs after a shut down are refused`() async throws {
        let sandbox = KeeperSandbox(home: Fixture.home, slots: 1)
        await sandbox.shutDown()
        await #expect(throws: SandboxError.shutDown) {
            try await Fixture.run("python", "print(1)", in: sandbox)
        }
    }

    @Test func `more runs than slots wait their turn`() async throws {
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for i in 0..<12 {
                group.addTask { try await Fixture.run("python", "print(\(i))").text }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(texts.count == 12)
    }
}
