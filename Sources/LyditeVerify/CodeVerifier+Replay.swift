internal import LyditeCore
internal import LyditeSandbox

extension CodeVerifier {
    /// Each round finds one more call of every test.
    private static let maximumRounds = 100
    private static let maximumCalls = 5000

    /// Judges by test text that was not taken apart: the tests run in one sandbox until they need a
    /// result, the candidate makes the calls in another, and so on until every test has ended.
    func replay(_ plan: CallPlan, _ check: TestCheck) async -> CodeReport {
        await confirmed(limits: plan.limits) { isConfirming, limits in
            await replay(plan, check, limits, RunnerCommand.seeds[isConfirming ? 1 : 0])
        }
    }

    private func replay(
        _ plan: CallPlan, _ check: TestCheck, _ limits: Limits, _ seed: String
    ) async -> CodeReport {
        var results: [String: [JSON]] = [:]
        var report = CodeReport(total: 0)
        for _ in 0..<Self.maximumRounds {
            let units: [TestReplay.Unit]
            switch await TestReplay(sandbox: sandbox, files: files).run(check, results: results) {
            case .undecided(let cause, let detail):
                report.failure = CaseFailure(.undecided(cause), detail)
                return report
            case .units(let found): units = found
            }
            report.total = units.count
            report.passed = units.count { $0.state == .passed }
            guard units.contains(where: { $0.state == .needs }) else {
                conclude(units, &report)
                return report
            }
            let calls = units.flatMap(\.calls)
            guard calls.count <= Self.maximumCalls else { break }
            guard await answer(calls, units, plan, limits, seed, &results, &report) else {
                return report
            }
        }
        report.failure = CaseFailure(
            .undecided(.budget), "the tests make more calls than can be looked at one by one")
        return report
    }

    /// What the tests say once all have ended.
    private func conclude(_ units: [TestReplay.Unit], _ report: inout CodeReport) {
        if let unfit = units.first(where: { $0.state == .unfit }) {
            report.failure = CaseFailure(
                .undecided(.unsupported),
                "the test \(unfit.name) cannot be run: "
                    + CandidateText.head(unfit.detail ?? ""))
            return
        }
        guard let index = units.firstIndex(where: { $0.state != .passed }) else { return }
        let unit = units[index]
        let fault: Fault = unit.state == .raised ? .runtimeError : .wrongAnswer
        report.failure = CaseFailure(
            .incorrect(fault), "the test \(unit.name) fails", index: index, actual: unit.detail)
        report.input = unit.calls.last?.inputText
    }

    /// Has the candidate make all calls anew, in a fresh process.
    ///
    /// - Returns: false where that gave a verdict.
    private func answer(
        _ calls: [CallCase], _ units: [TestReplay.Unit], _ plan: CallPlan, _ limits: Limits,
        _ seed: String, _ results: inout [String: [JSON]], _ report: inout CodeReport
    ) async -> Bool {
        var round = plan
        round.cases = calls
        let dialogue = FunctionDialogue(
            cases: calls, order: Array(calls.indices), stopsAtFirstFailure: true)
        var replies: [JSON] = []
        do {
            guard let command = try RunnerCommand(files: files).command(round) else { return false }
            let (ran, ended, isViolation) = try await sandbox.run(
                command(seed), limits: limits, dialogue: dialogue)
            let run = FaultOrder.timed(ran, limits)
            report.runs = [run]
            report.cpu = max(report.cpu, run.cpu)
            report.failure = FaultOrder.failure(of: run, ended, isViolation: isViolation)
            replies = ended.recorded
        } catch {
            report.failure = CaseFailure(.undecided(.sandboxError), "the sandbox failed: \(error)")
        }
        if let index = report.failure?.index, calls.indices.contains(index) {
            report.input = calls[index].inputText
        }
        guard report.failure == nil, replies.count == calls.count else { return false }
        for unit in units {
            let mine = Array(replies.prefix(unit.calls.count))
            replies.removeFirst(mine.count)
            let before = results[unit.name] ?? []
            guard mine.starts(with: before) else {
                report.failure = CaseFailure(
                    .undecided(.flaky), "the same calls gave other results in a fresh process")
                return false
            }
            results[unit.name] = unit.kept(mine, after: before.count)
        }
        return true
    }
}
