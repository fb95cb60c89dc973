import Glibc
import LyditeCore
import Testing

@testable import LyditeSandbox

@Suite(.enabled(if: Fixture.hasFull)) struct AttackTests {
    static let sandbox = KeeperSandbox(home: Fixture.home, isolation: .full, slots: 2)
    static let withoutGroups = KeeperSandbox(home: Fixture.home, isolation: .noCgroup, slots: 2)

    @Test(arguments: ForbiddenCall.all.map(\.name))
    func `a call that no program needs ends the run`(name: String) async throws {
        let call = try #require(ForbiddenCall.all.first { $0.name == name })
        let source = "import ctypes\nctypes.CDLL(None).syscall(\(call.arguments))\nprint('BREACH')"
        let run = try await Fixture.run("python", source, in: Self.sandbox)
        #expect(run.ending == .forbiddenCall && run.syscall == name && run.text == "")
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
}
