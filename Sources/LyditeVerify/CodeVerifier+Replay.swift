internal import LyditeCore
internal import LyditeSandbox

extension CodeVerifier {
    /// Judges by test text that was not taken apart: the tests run in one sandbox, the candidate in
    /// another, and each step of a test with what the candidate defines is made over there.
    func replay(_ plan: CallPlan, _ check: TestCheck) async -> CodeReport {
        await confirmed(limits: plan.limits) { isConfirming, limits in
            let seed = RunnerCommand.seeds[isConfirming ? 1 : 0]
            let (report, mayHoist) = await replay(plan, check, limits, seed, hoists: false)
            guard mayHoist else { return report }
            return await replay(plan, check, limits, seed, hoists: true).report
        }
    }

    private func replay(
        _ plan: CallPlan, _ check: TestCheck, _ limits: Limits, _ seed: String, hoists: Bool
    ) async -> (report: CodeReport, mayHoist: Bool) {
        var report = CodeReport(total: 0)
        let bridge = Bridge()
        let tests = TestReplay(sandbox: sandbox.companion, files: files)
        async let answer = Self.answer(of: tests, check, bridge, hoists: hoists, all: plan.allCases)
        var failure: CaseFailure?
        do {
            let command = try RunnerCommand(files: files).python(plan, script: "objects.py")(seed)
            let (ran, ended, isViolation) = try await sandbox.run(
                command, limits: limits, dialogue: StepDialogue(bridge))
            let run = FaultOrder.timed(ran, limits)
            report.runs = [run]
            report.cpu = run.cpu
            report.input = ended.inner.last?.inputText
            failure = FaultOrder.failure(of: run, ended.inner, isViolation: isViolation)
            failure?.index = nil
        } catch {
            failure = CaseFailure(.undecided(.sandboxError), "the sandbox failed: \(error)")
        }
        bridge.endCandidate()
        let outcome = await answer
        guard !bridge.isTorn else {
            report.failure = CaseFailure(.undecided(.sandboxError), "a run was begun anew")
            return (report, false)
        }
        report.failure = failure
        guard failure == nil else { return (report, false) }
        switch outcome {
        case .undecided(let cause, let detail):
            report.failure = CaseFailure(.undecided(cause), detail)
        case .endless:
            report.failure = CaseFailure(
                .undecided(.budget), "the tests did not end within their own time limit")
        case .answer(let answer):
            conclude(answer, check, &report)
            return (report, answer.mayHoist)
        case nil:
            report.failure = CaseFailure(.undecided(.sandboxError), "the program did not start")
        }
        return (report, false)
    }

    /// Begins once the candidate's process is there, so that no run holds a place for nothing.
    private static func answer(
        of tests: TestReplay, _ check: TestCheck, _ bridge: Bridge, hoists: Bool, all: Bool
    ) async -> TestReplay.Outcome? {
        guard await bridge.hasCandidate() else { return nil }
        let outcome = await tests.run(check, bridge: bridge, hoists: hoists, all: all)
        bridge.endTests()
        return outcome
    }

    /// What the tests say.
    private func conclude(
        _ answer: TestReplay.Answer, _ check: TestCheck, _ report: inout CodeReport
    ) {
        report.total = answer.units.count
        report.passed = answer.units.count { $0.state == .passed }
        let undecided = answer.units.firstIndex { $0.state == .unfit || $0.state == .endless }
        let failed = answer.units.firstIndex { $0.state != .passed }
        guard let index = undecided ?? failed else {
            if answer.calls == 0 {
                report.failure = CaseFailure(
                    .undecided(.badProblem), "the tests call nothing of the program")
            }
            return
        }
        let unit = answer.units[index]
        switch unit.state {
        case .unfit:
            report.failure = CaseFailure(
                .undecided(.unsupported),
                "the test \(unit.name) cannot be run: "
                    + CandidateText.head(unit.detail ?? ""))
        case .endless:
            report.failure = CaseFailure(
                .undecided(.budget),
                "the test \(unit.name) has no end: \(CandidateText.head(unit.detail ?? ""))")
        case .missing:
            report.failure = CaseFailure(
                .incorrect(.runtimeError),
                "the program does not define \"\(check.entryPoint)\"", index: index)
        case .passed, .failed, .raised:
            report.failure = CaseFailure(
                .incorrect(unit.state == .raised ? .runtimeError : .wrongAnswer),
                "the test \(unit.name) fails", index: index, actual: unit.detail)
        }
    }
}
