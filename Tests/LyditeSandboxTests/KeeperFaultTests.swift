import Glibc
import LyditeCore
import Testing

@testable import LyditeSandbox

@Suite(.serialized, .enabled(if: Fixture.hasFull && FaultyKeeper.hasCompiler))
struct KeeperFaultTests {
    /// Calls that a keeper makes by the dozen for the same purpose are tried so often, spread evenly;
    /// all of them with LYDITE_FAULTS=all.
    private static let perCall = Home.variable("LYDITE_FAULTS") == "all" ? 10000 : 10

    @Test(arguments: [IsolationChoice.full, .bareSeccomp])
    func `whichever call of the set-up fails, nothing runs unprotected and the next run works`(
        choice: IsolationChoice
    ) async throws {
        let keeper = try FaultyKeeper()
        defer { keeper.remove() }
        keeper.arm(nil)
        let usual = await attempt(keeper, choice)
        let expected = try usual[0].get()
        #expect(expected.ending == .exited && expected.text.contains("root 0"))
        let calls = keeper.calls
        #expect(calls.count >= 20 && calls.map(\.count).reduce(0, +) > 100)
        let before = Traces.ofSandboxes
        var stopped = 0
        for call in calls {
            let step = max(1, call.count / Self.perCall)
            for number in stride(from: 1, through: call.count, by: step) {
                let fault = FaultyKeeper.Fault(name: call.name, number: number)
                keeper.arm(fault)
                let results = await attempt(keeper, choice, fault)
                let refused = results.filter { !check($0, fault, expected) }.count
                #expect(refused <= 1, "\(fault)")
                #expect(throws: Never.self, "\(fault)") { try results[results.count - 1].get() }
                stopped += refused
            }
        }
        #expect(stopped > 30)
        #expect(Traces.ofSandboxes == before)
    }

    /// Whether the run went through, as it must then have done with every layer.
    private func check(
        _ result: Result<Run, SandboxError>, _ fault: FaultyKeeper.Fault, _ expected: Run
    ) -> Bool {
        switch result {
        case .success(let run):
            #expect(run.ending == .exited, "\(fault)")
            #expect(run.text == expected.text, "\(fault)")
            return true
        case .failure(.missingLayer(let layer, _, _)):
            #expect(!layer.isEmpty, "\(fault)")
        case .failure(.stage(let stage, _, _)):
            #expect(!stage.isEmpty, "\(fault)")
        case .failure(let error):
            Issue.record("\(fault): \(error)")
        }
        return false
    }

    /// Runs in one sandbox until the fault has come to pass, and one more; afterwards nothing may be left.
    private func attempt(
        _ keeper: FaultyKeeper, _ choice: IsolationChoice, _ fault: FaultyKeeper.Fault? = nil
    ) async -> [Result<Run, SandboxError>] {
        let sandbox = KeeperSandbox(
            home: Fixture.home, isolation: choice, keeperPath: keeper.starter.path)
        var results: [Result<Run, SandboxError>] = []
        var pids: Set<pid_t> = []
        var isLast = false
        while results.count < 8 {
            let isOver = results.count >= (fault == nil ? 2 : 8) || isLast
            if isOver { break }
            isLast =
                fault.map { fault in
                    keeper.calls.contains { $0.name == fault.name && $0.count >= fault.number }
                } ?? false
            do throws(SandboxError) {
                let run = try await sandbox.run(keeper.inspection, limits: Fixture.small)
                results.append(.success(run))
            } catch {
                results.append(.failure(error))
            }
            pids.formUnion(await sandbox.keepers)
        }
        // The fault came later than it did when calls were counted.
        if let last = results.last, case .failure = last {
            do throws(SandboxError) {
                results.append(
                    .success(try await sandbox.run(keeper.inspection, limits: Fixture.small)))
            } catch {
                results.append(.failure(error))
            }
            pids.formUnion(await sandbox.keepers)
        }
        await sandbox.shutDown()
        #expect(Traces.boxes(of: pids).isEmpty)
        #expect(pids.allSatisfy { Fixture.groups(of: $0).isEmpty && !Fixture.exists($0) })
        return results
    }
}
