internal import LyditeCore
internal import LyditeVerify

/// From a rollout to a trace: takes the candidate out, judges it, keeps the evidence.
struct TraceVerifier: Sendable {
    private let math: MathJudge
    private let sandboxes: SandboxPool

    init(isStrictExtraction: Bool, sandboxes: SandboxPool) {
        math = MathJudge(isStrict: isStrictExtraction)
        self.sandboxes = sandboxes
    }

    func trace(_ rollout: Rollout, of problem: Problem) async throws -> Trace {
        if let judgement = Self.unfinished(rollout) {
            return Trace(
                rollout: rollout, judgement: judgement, verifier: Version.verifier, isolation: nil)
        }
        if case .answer(let check) = problem.check {
            let judgement = math.judge(check, response: Array(rollout.text.utf8))
            return Trace(
                rollout: rollout, judgement: judgement, verifier: Version.verifier, isolation: nil)
        }
        guard let program = program(in: rollout, of: problem) else {
            let judgement = Judgement(
                verdict: .incorrect(.noAnswer), detail: "the response holds no program")
            return Trace(
                rollout: rollout, judgement: judgement, verifier: Version.verifier, isolation: nil)
        }
        try await sandboxes.require(problem.check.language ?? "python")
        let judgement = try await sandboxes.verifier().judge(problem.check, program: program)
        return Trace(
            rollout: rollout, judgement: judgement, verifier: Version.verifier,
            isolation: judgement.runs.first?.isolation.level)
    }

    /// A response that was cut off says nothing of what the model would have answered.
    private static func unfinished(_ rollout: Rollout) -> Judgement? {
        switch rollout.response?.finish {
        case nil, "stop", "eos": nil
        case "length":
            Judgement(
                verdict: .undecided(.budget), detail: "the response was cut off at max_tokens")
        case let other?:
            Judgement(
                verdict: .undecided(.unsupported),
                detail: "the response ended by \"\(other.prefix(40))\" instead of \"stop\"")
        }
    }

    private func program(in rollout: Rollout, of problem: Problem) -> String? {
        if rollout.isProgram { return rollout.text }
        let entryPoint: String? =
            switch problem.check {
            case .function(let check): check.entryPoint
            case .tests(let check): check.entryPoint
            default: nil
            }
        return CandidateReader.program(
            in: rollout.text, language: problem.check.language ?? "python", entryPoint: entryPoint)
    }
}
