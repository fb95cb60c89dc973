internal import LyditeCore
package import LyditeProblems
package import LyditeSandbox

/// Checks a code problem by running it: reference against brute force, and each submission against its folder's verdict.
package struct CodeProblemLint: Sendable {
    private let maker: CodeCaseMaker
    private let verifier: CodeVerifier
    private let measure: LimitMeasure

    package init(sandbox: any Sandbox, home: String) {
        maker = CodeCaseMaker(sandbox: sandbox, home: home)
        verifier = CodeVerifier(sandbox: sandbox, home: home)
        measure = LimitMeasure(sandbox: sandbox, home: home)
    }

    /// The CPU limit that a problem without one should state.
    package func limit(
        for problem: CodeProblem
    ) async throws(CodeCaseError) -> LimitMeasure.Outcome {
        let original = problem.rendered(CodeChoice(originalOf: problem))
        return await measure.measure(
            try await maker.check(for: original), reference: original.reference)
    }

    /// One sentence for each fault; empty where the problem holds.
    ///
    /// - Complexity: about five processes, and two for each submission.
    package func findings(_ problem: CodeProblem) async -> [String] {
        let original = problem.rendered(CodeChoice(originalOf: problem))
        do throws(CodeCaseError) {
            let check = try await maker.check(for: original)
            var findings = await limitFindings(problem, original, check)
            for submission in original.submissions {
                let judgement = await verifier.judge(check, program: submission.text)
                guard judgement.verdict != submission.verdict else { continue }
                findings.append(
                    "\(problem.id)/submissions/\(submission.name): judged \(judgement.verdict.code), "
                        + "its folder says \(submission.verdict.code)")
            }
            return findings
        } catch {
            return [error.description]
        }
    }

    /// A stated limit that leaves the reference too little room would fail honest programs.
    private func limitFindings(
        _ problem: CodeProblem, _ original: RenderedCodeProblem, _ check: Check
    ) async -> [String] {
        guard problem.statesLimits else { return [] }
        switch await measure.measure(check, reference: original.reference) {
        case .unmeasured(let reason): return ["\(problem.id)/reference.py: \(reason)"]
        case .limit(let due):
            guard due > problem.limits.cpu, due > .seconds(LimitMeasure.steps[0]) else { return [] }
            return [
                "\(problem.id)/problem.yaml: cpuSeconds is \(problem.limits.cpu.seconds), and "
                    + "\(LimitMeasure.factor) times the reference's CPU time needs \(due.seconds)"
            ]
        }
    }
}
