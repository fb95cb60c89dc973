internal import LyditeCore
internal import LyditeSandbox

extension CodeVerifier {
    /// Hash seeds of the first and of the confirming run: fixed, so that a verdict does not depend
    /// on chance, and different, so that a result that follows the order of a set shows.
    static let hashSeeds = ["0", "4242"]

    func judge(_ plan: CallPlan) async -> CodeReport {
        let total = plan.cases.count
        guard plan.language == "python" else {
            return .undecided(
                .unsupported, "functions in \(plan.language) cannot be called yet", total: total)
        }
        guard !plan.cases.isEmpty else { return .undecided(.badProblem, "the check has no cases") }
        let command: (String) -> Command
        do {
            command = try self.command(plan)
        } catch {
            return .undecided(.sandboxError, "the runner cannot start: \(error)", total: total)
        }
        return await confirmed(limits: plan.limits) { isConfirming, limits in
            let order = isConfirming ? Array((0..<total).reversed()) : Array(0..<total)
            let dialogue = FunctionDialogue(
                cases: plan.cases, order: order, stopsAtFirstFailure: isConfirming || !plan.allCases
            )
            return await attempt(
                plan, command(Self.hashSeeds[isConfirming ? 1 : 0]), limits, dialogue)
        }
    }

    private func command(_ plan: CallPlan) throws -> (String) -> Command {
        let profile = try files.profile(plan.language)
        let runner = SandboxFile(
            name: "runner.py", bytes: try files.bytes("Sandboxes/python/runner.py"))
        var beside = [SandboxFile(name: "solution.py", bytes: Array(plan.program.utf8))]
        if !plan.setup.allSatisfy(\.isWhitespace) {
            beside.append(SandboxFile(name: "setup.py", bytes: Array(plan.setup.utf8)))
        }
        let files = beside
        return { hashSeed in
            var command = Command.script(runner, beside: files, profile: profile)
            command.environment["PYTHONHASHSEED"] = hashSeed
            command.mayBeWarm = true
            return command
        }
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
            if report.failure == nil, !ended.examined.isEmpty {
                report.failure = await examined(plan, ended.examined, &report.passed)
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
