package import LyditeCore
package import LyditeSandbox

/// Judges programs: runs a candidate on a check's cases and compares outside of its reach.
///
/// A candidate that passes is run once more in a fresh process, with the cases in another order and
/// another hash seed; a different result is `undecided(flaky)`. One that ends within a fifth of its
/// CPU limit is run once more as well. Only what the candidate did is held against it: failures of
/// the sandbox, the tests or the problem are undecided.
package struct CodeVerifier: Sendable {
    let sandbox: any Sandbox
    let files: TrustedFiles
    private let translations: TestTranslations

    /// - Parameter home: The folder that holds `Sandboxes`.
    package init(sandbox: any Sandbox, home: String) {
        self.sandbox = sandbox
        files = TrustedFiles(home: home)
        translations = TestTranslations(sandbox: sandbox, files: files)
    }

    /// Judges one candidate program.
    ///
    /// - Parameters:
    ///   - program: The program's text, as `CandidateReader` took it out of a response.
    ///   - allCases: Go on after the first failed case, so that the number of passed cases is
    ///     whole.
    /// - Complexity: two processes for a function check that passes, one for each further case of a
    ///   program check.
    package func judge(_ check: Check, program: String, allCases: Bool = false) async -> Judgement {
        var report: CodeReport
        switch check {
        case .answer:
            report = CodeReport(total: 0)
            report.failure = CaseFailure(
                .undecided(.unsupported), "a final answer is not checked by running a program")
        case .function(let check):
            report = await judge(
                CallPlan(check, program: program, allCases: allCases))
        case .tests(let check): report = await judge(check, program: program, allCases: allCases)
        case .program(let check): report = await judge(check, program: program, allCases: allCases)
        }
        return report.judgement(candidate: program)
    }

    private func judge(_ check: TestCheck, program: String, allCases: Bool) async -> CodeReport {
        guard check.language == "python" else {
            return .undecided(
                .unsupported, "test text is read for Python only, not for \(check.language)")
        }
        let whole = check.isCompletion ? check.prompt + program : program
        var plan = CallPlan(
            language: check.language, cases: [], program: whole, setup: check.setup,
            limits: check.limits, allCases: allCases, isolatesCases: check.isolatesCases)
        let added = check.addedCases.map { CallCase($0, of: check.entryPoint) }
        switch await translations.cases(of: check) {
        case .undecided(let cause, let detail):
            var report = CodeReport.undecided(cause, detail)
            report.way = .unread
            return report
        case .replay:
            var report = await replay(plan, check)
            if report.verdict == .correct, !added.isEmpty {
                plan.cases = added
                report = await judge(plan)
            }
            report.way = .replay
            return report
        case .cases(let translated):
            let cases = translated + added
            plan.cases = cases
            plan.examine = { await translations.examine($0, of: check) }
            var report = await judge(plan)
            report.way = TestWay(cases)
            guard report.failure?.isUnsure == true else { return report }
            report = await replay(plan, check)
            report.way = .replay
            return report
        }
    }

    /// Runs `attempt`, and again what one run alone cannot decide.
    func confirmed(
        limits: Limits, _ attempt: (_ isConfirming: Bool, _ limits: Limits) async -> CodeReport
    ) async -> CodeReport {
        let first = await attempt(false, limits)
        guard first.verdict == .correct || first.isNearLimit(limits.cpu) else { return first }
        let isConfirming = first.verdict == .correct
        var second = limits
        // A candidate that ends a little after its limit is as near to it as one that ends a little
        // before. Order and hash seed stay, so that only the time can make a difference.
        if !isConfirming { second.cpu = limits.cpu * 6 / 5 }
        let again = await attempt(isConfirming, second)
        if again.verdict == first.verdict { return first.joined(with: again) }
        if case .undecided = again.verdict { return again }
        var report = first.joined(with: again)
        let place = again.failure?.index.map { " (case \($0))" } ?? ""
        report.failure = CaseFailure(
            .undecided(.flaky), "a second run ended differently: \(again.verdict.code)\(place)",
            index: again.failure?.index ?? first.failure?.index)
        return report
    }
}
