import Glibc
import LyditeCore
import Testing

@testable import LyditeSandbox

@Suite(.serialized, .enabled(if: Fixture.hasFull)) struct HostileTests {
    /// Runs at once; most of the waiting is for wall limits.
    private static let slots = 6
    private static let user: uid_t = 65532

    @Test func `every hostile program says what it tries and how it may end`() {
        let files = ["bash/*.sh", "c/*.c", "cpp/*.cpp", "javascript/*.js", "python/*.py"].map {
            FileSystem.matches("\(HostileProgram.folder)/\($0)").count
        }
        #expect(HostileProgram.all.count == files.reduce(0, +))
        #expect(files.allSatisfy { $0 >= 12 } && HostileProgram.all.count >= 160)
        #expect(!HostileProgram.header.bytes.isEmpty)
    }

    @Test(arguments: HostileLevel.allCases)
    func `no hostile program gets through, and none leaves anything`(
        level: HostileLevel
    ) async throws {
        guard !level.isUser || Fixture.hasSetpriv else { return }
        let starter = level.isUser ? try UserKeeper(user: Self.user) : nil
        let pool = HostilePool(level, count: Self.slots, keeperPath: starter?.path)
        let before = Traces.ofSandboxes
        await withTaskGroup(of: Void.self) { group in
            for program in level.programs {
                group.addTask { await Self.check(program, level, pool) }
            }
        }
        let keepers = await pool.shutDown()
        #expect(keepers.count <= Self.slots)
        #expect(Fixture.eventually { keepers.allSatisfy { !Fixture.exists($0) } })
        #expect(keepers.allSatisfy { Fixture.groups(of: $0).isEmpty })
        #expect(Traces.boxes(of: keepers).isEmpty)
        if level.isUser { #expect(Fixture.eventually { Traces.processes(of: Self.user).isEmpty }) }
        #expect(Traces.ofSandboxes == before)
        starter?.remove()
    }

    private static func check(
        _ program: HostileProgram, _ level: HostileLevel, _ pool: HostilePool
    ) async {
        guard let command = program.command(isWarm: level.isWarm) else { return }
        let limits = Fixture.limits(cpu: program.cpu, wall: program.wall)
        let sandbox = await pool.take()
        do {
            let run = try await sandbox.run(command, limits: limits)
            judge(run, program, level, limits)
            // A user of the slot's own: whatever runs as it now has been left by this run.
            if let uid = run.isolation.uid {
                let left = Traces.processes(of: uid_t(uid))
                #expect(left.isEmpty, "\(level.rawValue) \(program.path) left \(left)")
            }
        } catch {
            Issue.record("\(level.rawValue) \(program.path): \(error)")
        }
        await pool.give(sandbox)
    }

    private static func judge(
        _ run: Run, _ program: HostileProgram, _ level: HostileLevel, _ limits: Limits
    ) {
        let what = "\(level.rawValue) \(program.path)"
        let endings = level.endings(of: program)
        // On a busy machine the wall clock may come first.
        let isLate = run.ending == .wallLimit && endings.contains(.timeLimit)
        #expect(
            endings.contains(run.ending) || isLate,
            "\(what): \(run.ending) \(run.syscall ?? "") \(run.errorText.suffix(200))")
        #expect(
            !run.text.contains("BREACH") && !run.errorText.hasPrefix("BREACH"),
            "\(what): \(run.text.prefix(300))")
        if run.ending == .forbiddenCall, let call = program.call {
            #expect(run.syscall == call, "\(what)")
        }
        guard run.ending != .compileError else { return }
        // The keeper needs its turn too: the bound is for a machine that is busy with much else.
        #expect(run.wall < limits.wall + .seconds(60), "\(what): \(run.wall)")
        #expect(run.peakMemoryBytes < level.allowedMemory, "\(what): \(run.peakMemoryBytes)")
        #expect(run.standardOutput.bytes.count <= limits.outputBytes, "\(what)")
    }
}
