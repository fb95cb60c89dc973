internal import LyditeCore
internal import LyditeSandbox

extension CodeVerifier {
    /// Runs a whole program once for each case and compares what it prints.
    func judge(_ check: ProgramCheck, program: String, allCases: Bool) async -> CodeReport {
        let total = check.cases.count
        guard !check.cases.isEmpty else { return .undecided(.badProblem, "the check has no cases") }
        let profile: Profile
        do {
            profile = try files.profile(check.language)
        } catch {
            return .undecided(
                .unsupported, "programs in \(check.language) cannot be run: \(error)", total: total)
        }
        return await confirmed(limits: check.limits) { isConfirming, limits in
            var report = CodeReport(total: total)
            for index in isConfirming ? Array((0..<total).reversed()) : Array(0..<total) {
                var command = Command.program(
                    source: Array(program.utf8), profile: profile,
                    input: Array(check.cases[index].input.utf8))
                if check.language == "python" {
                    command.environment["PYTHONHASHSEED"] =
                        RunnerCommand.seeds[isConfirming ? 1 : 0]
                    command.mayBeWarm = true
                }
                await attempt(check.cases[index], index, command, limits, check.compare, &report)
                if let failure = report.failure,
                    isConfirming || !allCases || !failure.verdict.isDecided
                        || failure.verdict == .incorrect(.compileError)
                {
                    break
                }
            }
            return report
        }
    }

    private func attempt(
        _ given: ProgramCheck.Case, _ index: Int, _ command: Command, _ limits: Limits,
        _ compare: Comparison,
        _ report: inout CodeReport
    ) async {
        let failure: CaseFailure?
        do {
            let run = FaultOrder.timed(try await sandbox.run(command, limits: limits), limits)
            report.cpu = max(report.cpu, run.cpu)
            if let known = FaultOrder.failure(of: run, index: index) {
                failure = known
            } else {
                failure = await wrongOutput(of: run, given, index, compare)
            }
            // The first failed run's standard error is shown, so that it stands first.
            if failure != nil, report.failure == nil {
                report.runs.insert(run, at: 0)
            } else {
                report.runs.append(run)
            }
        } catch {
            failure = CaseFailure(
                .undecided(.sandboxError), "the sandbox failed: \(error)", index: index)
        }
        guard let failure else {
            report.passed += 1
            return
        }
        if report.failure == nil {
            report.failure = failure
            report.input = given.input
            report.expected = given.output
        }
    }

    private func wrongOutput(
        of run: Run, _ given: ProgramCheck.Case, _ index: Int, _ compare: Comparison
    ) async -> CaseFailure? {
        let output = run.standardOutput.bytes
        let actual = String(
            decoding: output.prefix(4 * CandidateText.maximumBytes), as: UTF8.self)
        guard let checker = compare.checker else {
            if TextComparison(compare).isSame(output, as: Array(given.output.utf8)) { return nil }
            return CaseFailure(
                .incorrect(.wrongAnswer), "the output is not the expected one", index: index,
                actual: actual)
        }
        guard let text = String(validating: output, as: UTF8.self) else {
            return CaseFailure(
                .incorrect(.wrongAnswer), "the output is not UTF-8", index: index, actual: actual)
        }
        let question: JSON = [
            "input": .string(given.input), "expected": .string(given.output),
            "actual": .string(text),
        ]
        switch await CheckerRun(sandbox: sandbox, files: files).decide(checker, question) {
        case .same: return nil
        case .different:
            return CaseFailure(
                .incorrect(.wrongAnswer), "the checker refuses the output", index: index,
                actual: actual)
        case .undecided(let cause, let detail):
            return CaseFailure(.undecided(cause), detail, index: index)
        }
    }
}
