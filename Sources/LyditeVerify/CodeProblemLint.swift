internal import LyditeCore
package import LyditeProblems
package import LyditeSandbox

/// Checks a code problem by running it: reference against brute force, and each submission against its folder's verdict.
package struct CodeProblemLint: Sendable {
    private let maker: CodeCaseMaker
    private let verifier: CodeVerifier

    package init(sandbox: any Sandbox, home: String) {
        maker = CodeCaseMaker(sandbox: sandbox, home: home)
        verifier = CodeVerifier(sandbox: sandbox, home: home)
    }

    /// One sentence for each fault; empty where the problem holds.
    ///
    /// - Complexity: about five processes, and two for each submission.
    package func findings(_ problem: CodeProblem) async -> [String] {
        let original = problem.rendered(CodeChoice(originalOf: problem))
        do throws(CodeCaseError) {
            let check = try await maker.check(for: original)
            var findings: [String] = []
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
}
