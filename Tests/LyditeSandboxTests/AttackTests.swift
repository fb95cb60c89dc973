import Glibc
import LyditeCore
import Testing

@testable import LyditeSandbox

@Suite(.enabled(if: Fixture.hasFull)) struct AttackTests {
    static let limits = Fixture.limits(cpu: .milliseconds(500), wall: .seconds(3))
    static let sandbox = KeeperSandbox(home: Fixture.home, isolation: .full, slots: 2)
    static let withoutGroups = KeeperSandbox(home: Fixture.home, isolation: .noCgroup, slots: 2)

    @Test(arguments: Attack.calls.map(\.name))
    func `a call that no program needs ends the run`(name: String) async throws {
        let call = try #require(Attack.calls.first { $0.name == name })
        let source = "import ctypes\nctypes.CDLL(None).syscall(\(call.arguments))\nprint('BREACH')"
        let run = try await Fixture.run("python", source, in: Self.sandbox)
        #expect(run.ending == .forbiddenCall && run.syscall == name && run.text == "")
    }

    @Test(arguments: Attack.all)
    func `an attack ends as it should`(attack: Attack) async throws {
        try await check(attack, in: Self.sandbox)
    }

    @Test(arguments: Attack.all.filter(\.isForEveryLevel))
    func `an attack ends as it should without control groups`(attack: Attack) async throws {
        try await check(attack, in: Self.withoutGroups)
    }

    @Test(arguments: HonestProgram.all)
    func `an honest program runs, with control groups and without`(
        program: HonestProgram
    ) async throws {
        guard Fixture.has(program.language) else { return }
        let input = [UInt8](repeating: 120, count: program.inputBytes)
        for sandbox in [Self.sandbox, Self.withoutGroups] {
            let run = try await Fixture.run(
                program.language, program.source, input: input, limits: Limits.exec, in: sandbox)
            #expect(run.ending == .exited && run.exitCode == 0, "\(run.errorText.suffix(300))")
            #expect(run.text == program.output)
        }
    }

    private func check(_ attack: Attack, in sandbox: KeeperSandbox) async throws {
        guard var profile = Fixture.profile(attack.language) else { return }
        profile.compile?.limits?.cpu = .seconds(2)
        profile.compile?.limits?.memoryBytes = 256 << 20
        let run = try await sandbox.run(
            .program(source: Array(attack.source.utf8), profile: profile), limits: Self.limits)
        // On a busy machine the wall clock may come first.
        let isLate = run.ending == .wallLimit && attack.endings.contains(.timeLimit)
        #expect(
            attack.endings.contains(run.ending) || isLate,
            "\(run.ending) \(run.errorText.suffix(300))")
        #expect(!run.text.contains("BREACH"), "\(run.text.prefix(300))")
        guard run.ending != .compileError else { return }
        #expect(run.wall < Self.limits.wall + .seconds(2))
        // Without groups a tree may exceed its memory between two looks.
        let allowed = sandbox === Self.sandbox ? 136 << 20 : 256 << 20
        #expect(run.peakMemoryBytes < allowed, "\(run.peakMemoryBytes)")
    }
}
