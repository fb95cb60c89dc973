internal import LyditeCore
internal import LyditeSandbox

/// Runs programs that nobody vouches for on many calls at once, each program in a run of its own.
struct ProgramSurvey: Sendable {
    /// What one program gave.
    struct Answer: Sendable {
        /// One for each call; fewer only where the survey ended at a failure.
        var results: [SurveyResult] = []
        var cpu: Duration = .zero

        func isRight(for calls: [CallCase]) -> Bool {
            results.count == calls.count
                && zip(results, calls).allSatisfy { ProgramSurvey.isRight($0, for: $1) }
        }
    }

    /// After a call that does not end the rest is asked of a new run, so many times; not where such
    /// a call costs more than ``patience``.
    private static let maximumRuns = 4
    private static let patience = Duration.seconds(2)

    let sandbox: any Sandbox
    let files: TrustedFiles

    static func isRight(_ result: SurveyResult, for call: CallCase) -> Bool {
        guard case .value(let value) = result else { return false }
        return call.outcome(of: value) == .same
    }

    /// - Parameters:
    ///   - setup: Text that runs in the program's namespace after it.
    ///   - isStopping: End at the first result that is not the expected one.
    /// - Complexity: one process, and one more for each call that does not end.
    /// - Throws: Only what is the sandbox's own failure.
    func run(
        _ program: String, setup: String, on calls: [CallCase], limits: Limits,
        hashSeed: String = "0", isStopping: Bool = false
    ) async throws -> Answer {
        let plan = CallPlan(
            language: "python", cases: calls, program: program, setup: setup, limits: limits,
            allCases: true)
        guard let command = try RunnerCommand(files: files).command(plan)?(hashSeed) else {
            throw SurveyError.sandbox
        }
        var answer = Answer()
        let runs = limits.cpu > Self.patience ? 1 : Self.maximumRuns
        for _ in 0..<runs where answer.results.count < calls.count {
            let dialogue = SurveyDialogue(
                calls: calls[answer.results.count...], stopsAtFirstFailure: isStopping)
            let (run, ended, _) = try await sandbox.run(
                command, limits: limits, dialogue: dialogue)
            answer.cpu = max(answer.cpu, run.cpu)
            guard run.ending != .sandboxError else { throw SurveyError.sandbox }
            answer.results += ended.results
            if ended.isBroken { break }
            let isFinished = answer.results.count == calls.count
            if isFinished || isStopping { return answer }
            // The call that was under way when the run ended.
            answer.results.append(.failed)
        }
        let missing = calls.count - answer.results.count
        answer.results += [SurveyResult](repeating: .failed, count: missing)
        return answer
    }
}

/// A survey that says nothing about the program.
enum SurveyError: Error, Hashable, CustomStringConvertible {
    case sandbox
    case helper(String)

    var description: String {
        switch self {
        case .sandbox: "the sandbox failed while programs were compared"
        case .helper(let detail): "the helper that makes mutants and inputs \(detail)"
        }
    }
}
