internal import LyditeCore
internal import LyditeSandbox

extension CodeVerifier {
    func judge(_ plan: CallPlan) async -> CodeReport {
        let total = plan.cases.count
        guard !plan.cases.isEmpty else { return .undecided(.badProblem, "the check has no cases") }
        if let problem = unfit(plan) { return .undecided(.badProblem, problem, total: total) }
        let command: (String) -> Command
        do {
            guard let known = try RunnerCommand(files: files).command(plan) else {
                return .undecided(
                    .unsupported, "functions in \(plan.language) cannot be called", total: total)
            }
            command = known
        } catch {
            return .undecided(.sandboxError, "the runner cannot start: \(error)", total: total)
        }
        return await confirmed(limits: plan.limits) { isConfirming, limits in
            let order = isConfirming ? Array((0..<total).reversed()) : Array(0..<total)
            let command = command(RunnerCommand.seeds[isConfirming ? 1 : 0])
            let stops = isConfirming || !plan.allCases
            guard plan.isolatesCases else {
                return await attempt(plan, command, limits, dialogue(plan, order, stops))
            }
            var whole = CodeReport(total: total)
            for index in order {
                let one = await attempt(plan, command, limits, dialogue(plan, [index], true))
                whole.add(one)
                if whole.failure != nil, stops || whole.failure?.index == nil { break }
            }
            return whole
        }
    }

    /// Why the check's values cannot be handed to its language; a check that was read from a row
    /// has been looked at there.
    private func unfit(_ plan: CallPlan) -> String? {
        guard let types = plan.types else { return nil }
        if let problem = NativeAdaptor.unsupported(types, language: plan.language) {
            return problem
        }
        for (index, given) in plan.cases.enumerated() {
            guard case .values(let values, _) = given.arguments,
                values.count == types.arguments.count,
                zip(values, types.arguments).allSatisfy({ $1.reading($0) == $0 })
            else { return "the arguments of case \(index) are not of the declared types" }
        }
        return nil
    }

    private func dialogue(_ plan: CallPlan, _ order: [Int], _ stops: Bool) -> FunctionDialogue {
        FunctionDialogue(
            cases: plan.cases, order: order, stopsAtFirstFailure: stops, wire: plan.wire)
    }

    private func attempt(
        _ plan: CallPlan, _ command: Command, _ limits: Limits, _ dialogue: FunctionDialogue
    ) async -> CodeReport {
        var report = CodeReport(total: plan.cases.count)
        do {
            let (ran, ended, isViolation) = try await sandbox.run(
                command, limits: limits, dialogue: dialogue)
            let run = FaultOrder.timed(ran, limits)
            report.runs = [run]
            report.cpu = run.cpu
            report.passed = ended.passed
            report.failure = FaultOrder.failure(of: run, ended, isViolation: isViolation)
            if report.failure == nil, !ended.captured.isEmpty {
                report.failure = await decided(plan, ended.captured, &report)
            }
        } catch {
            report.failure = CaseFailure(.undecided(.sandboxError), "the sandbox failed: \(error)")
        }
        if let index = report.failure?.index {
            report.input = plan.cases[index].inputText
            report.expected = plan.cases[index].expectedText
        }
        return report
    }

    /// Has what was captured decided by the helper and by checkers; the first case that does not
    /// hold is the failed one.
    private func decided(
        _ plan: CallPlan, _ values: [Int: PlainValue], _ report: inout CodeReport
    ) async -> CaseFailure? {
        let assertions = values.filter { plan.cases[$0.key].compare.checker == nil }
        if !assertions.isEmpty,
            let failure = await examined(plan, assertions, &report.passed)
        {
            return failure
        }
        for (index, value) in values.sorted(by: { $0.key < $1.key }) {
            let given = plan.cases[index]
            guard let checker = given.compare.checker else { continue }
            let question = JSON.record([
                "input": given.inputJSON, "expected": given.expectedJSON, "actual": value.json,
            ])
            switch await CheckerRun(sandbox: sandbox, files: files).decide(checker, question) {
            case .same: continue
            case .different:
                report.passed -= 1
                return CaseFailure(
                    .incorrect(.wrongAnswer), "the checker refuses the result", index: index,
                    actual: value.json.text)
            case .undecided(let cause, let detail):
                return CaseFailure(.undecided(cause), detail, index: index)
            }
        }
        return nil
    }

    /// Has the assertions about captured results evaluated; the first that does not hold is the
    /// failed case.
    private func examined(
        _ plan: CallPlan, _ values: [Int: PlainValue], _ passed: inout Int
    ) async -> CaseFailure? {
        var items: [(index: Int, assertion: JSON, value: PlainValue)] = []
        for (index, value) in values.sorted(by: { $0.key < $1.key }) {
            if case .examined(let assertion) = plan.cases[index].expectation {
                items.append((index, assertion, value))
            }
        }
        guard let examine = plan.examine else {
            return CaseFailure(.undecided(.unsupported), "an assertion that nothing evaluates")
        }
        switch await examine(items.map { ($0.assertion, $0.value) }) {
        case .undecided(let cause, let detail): return CaseFailure(.undecided(cause), detail)
        case .verdicts(let verdicts):
            guard verdicts.count == items.count else {
                return CaseFailure(.undecided(.sandboxError), "the helper answered out of turn")
            }
            passed -= verdicts.count { !$0 }
            guard let failed = zip(items, verdicts).first(where: { !$0.1 })?.0 else { return nil }
            return CaseFailure(
                .incorrect(.wrongAnswer), "the result does not meet the assertion",
                index: failed.index,
                actual: failed.value.json.text)
        }
    }
}
