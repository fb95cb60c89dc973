internal import LyditeCore
package import LyditeProblems
package import LyditeSandbox

/// Checks a code problem by running it: reference against brute force, statement examples, and each
/// submission against its folder's verdict.
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

    /// Every fault of the problem; empty where it holds.
    ///
    /// - Complexity: about eight processes, two for each submission and one for each example.
    package func findings(_ problem: CodeProblem) async -> [LintFinding] {
        let original = problem.rendered(CodeChoice(originalOf: problem))
        var findings = await exampleFindings(problem, original)
        do throws(CodeCaseError) {
            let check = try await maker.check(for: original)
            findings += try await chanceFindings(problem, original, check)
            findings += await limitFindings(problem, original, check)
            for submission in original.submissions {
                let judgement = await verifier.judge(check, program: submission.text)
                guard judgement.verdict != submission.verdict else { continue }
                findings.append(
                    Self.finding(
                        "submission", problem, "submissions/\(submission.name)",
                        "judged \(judgement.verdict.code), its folder says"
                            + " \(submission.verdict.code)",
                        submission.verdict == .correct
                            ? "mend it" : "mend it, or let generate.py give inputs that tell it"))
            }
        } catch {
            findings.append(Self.finding(of: error, problem))
        }
        return findings
    }

    private static func finding(
        _ rule: String, _ problem: CodeProblem, _ file: String, line: Int = 1, _ message: String,
        _ suggestion: String = ""
    ) -> LintFinding {
        LintFinding(
            rule: rule, path: problem.folder + "/" + file, line: line, message: message,
            suggestion: suggestion)
    }

    private static func finding(of error: CodeCaseError, _ problem: CodeProblem) -> LintFinding {
        let (rule, file, advice): (String, String, String) =
            switch error {
            case .generator, .tooFew: ("generator", "generate.py", "print one input a line as JSON")
            case .program(_, let which, _, _): ("no-result", which + ".py", "mend it")
            case .disagreement: ("disagreement", "brute.py", "one of the two programs is wrong")
            case .sandbox: ("sandbox", "problem.yaml", "")
            }
        return finding(rule, problem, file, error.description, advice)
    }

    /// The same seed must give the same cases, or no label could be made again.
    private func chanceFindings(
        _ problem: CodeProblem, _ original: RenderedCodeProblem, _ check: Check
    ) async throws(CodeCaseError) -> [LintFinding] {
        let again = try await maker.check(for: original)
        guard again != check else { return [] }
        return [
            Self.finding(
                "non-determinism", problem, "generate.py",
                "two runs with one seed give different cases",
                "seed the generator from its argument, and leave clocks, hashes and sets out")
        ]
    }

    /// Each example of each statement, asked of the reference.
    private func exampleFindings(
        _ problem: CodeProblem, _ original: RenderedCodeProblem
    ) async -> [LintFinding] {
        var findings: [LintFinding] = []
        for index in problem.statements.indices {
            var choice = CodeChoice(originalOf: problem)
            choice.wording = index
            let rendered = problem.rendered(choice)
            let file = index == 0 ? "statement.md" : "problem.yaml"
            let examples = StatementExamples(
                in: rendered.statement, entryPoint: rendered.entryPoint)
            for (check, text, line) in Self.checks(examples, original) {
                let judgement = await verifier.judge(check, program: original.reference)
                guard judgement.verdict != .correct else { continue }
                findings.append(
                    Self.finding(
                        "example", problem, file, line: index == 0 ? line : 1,
                        "the reference does not give the example \(text)", "mend the example"))
            }
        }
        return findings
    }

    private static func checks(
        _ examples: StatementExamples, _ problem: RenderedCodeProblem
    ) -> [(check: Check, text: String, line: Int)] {
        let calls = examples.calls.map { one -> (check: Check, text: String, line: Int) in
            let test = TestCheck(
                language: "python", entryPoint: problem.entryPoint,
                tests: ["assert \(one.call) == \(one.result)"], limits: problem.limits)
            return (.tests(test), "\(one.call) == \(one.result)", one.line)
        }
        let runs = examples.runs.map { one -> (check: Check, text: String, line: Int) in
            let check = ProgramCheck(
                language: "python", cases: [.init(input: one.input, output: one.output)],
                compare: problem.compare, limits: problem.limits)
            return (.program(check), "of its input block", one.line)
        }
        switch problem.kind {
        case .function: return calls
        case .program: return runs
        }
    }

    /// A stated limit that leaves the reference too little room would fail honest programs.
    private func limitFindings(
        _ problem: CodeProblem, _ original: RenderedCodeProblem, _ check: Check
    ) async -> [LintFinding] {
        guard problem.statesLimits else { return [] }
        switch await measure.measure(check, reference: original.reference) {
        case .unmeasured(let reason):
            return [Self.finding("limit", problem, "reference.py", reason)]
        case .limit(let due):
            guard due > problem.limits.cpu, due > .seconds(LimitMeasure.steps[0]) else { return [] }
            return [
                Self.finding(
                    "limit", problem, "problem.yaml",
                    "cpuSeconds is \(problem.limits.cpu.seconds), and \(LimitMeasure.factor) times"
                        + " the reference's CPU time needs \(due.seconds)", "raise it")
            ]
        }
    }
}
