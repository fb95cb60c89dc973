import LyditeCore
import LyditeVerify
import Testing

/// Limits are data, and a candidate near its limit gets a second run.
struct LimitTests {
    private func judged(_ runs: [Run]) async -> (verdict: Verdict, runs: Int) {
        let sandbox = FakeSandbox(runs)
        let check = ProgramCheck(
            language: "python", cases: [.init(input: "", output: "1\n")],
            limits: Limits(cpu: .seconds(10)))
        let verdict = await CodeVerifier(sandbox: sandbox, home: Support.home)
            .judge(.program(check), program: "print(1)").verdict
        return (verdict, sandbox.runCount)
    }

    private func late(_ cpu: Duration) -> Run {
        Run(ending: .timeLimit, cpu: cpu, isolation: FakeSandbox.level)
    }

    @Test func `a candidate that ends late and then otherwise is flaky`() async {
        let slow = FakeSandbox.printed("1", cpu: .seconds(8.5))
        let wrong = FakeSandbox.printed("2", cpu: .seconds(8.5))
        #expect(await judged([slow, late(.seconds(10))]) == (.undecided(.flaky), 2))
        #expect(await judged([late(.seconds(10)), slow]) == (.undecided(.flaky), 2))
        #expect(await judged([wrong, slow]) == (.undecided(.flaky), 2))
    }

    @Test func `a candidate that ends late twice alike keeps its verdict`() async {
        let wrong = FakeSandbox.printed("2", cpu: .seconds(8.5))
        #expect(await judged([late(.seconds(10))]) == (.incorrect(.timeLimit), 2))
        #expect(await judged([wrong]) == (.incorrect(.wrongAnswer), 2))
    }

    @Test func `a wrong candidate far from its limit is run once`() async {
        #expect(
            await judged([FakeSandbox.printed("2", cpu: .seconds(7.9))])
                == (.incorrect(.wrongAnswer), 1))
    }

    @Test(
        arguments: [
            (0.0, 1), (0.2, 1), (0.21, 2), (0.4, 2), (0.41, 5), (1, 5), (1.5, 10), (3, 20),
            (4.1, 60), (12, 60), (12.1, nil),
        ] as [(Double, Int?)])
    func `a limit is five times the reference rounded up`(cpu: Double, limit: Int?) {
        #expect(LimitMeasure.limit(forReference: .seconds(cpu)) == limit.map { .seconds($0) })
    }

    @Test(.enabled(if: Support.canRun, "lydite-keeper is not built"))
    func `a reference that fails its own check measures nothing`() async throws {
        let measure = LimitMeasure(sandbox: Support.sandbox, home: Support.home)
        let check = try Support.function("[[[1],2]]")
        let outcome = await measure.measure(check, reference: "def solve(x): return x")
        guard case .unmeasured(let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("the reference is judged incorrect:wrong-answer"))
        #expect(
            await measure.measure(check, reference: "def solve(x): return x + 1")
                == .limit(.seconds(1)))
    }
}
