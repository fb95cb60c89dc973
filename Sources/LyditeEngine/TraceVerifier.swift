internal import LyditeCore
internal import LyditeVerify

/// From a rollout to a trace: takes the candidate out, judges it, keeps the evidence.
struct TraceVerifier: Sendable {
    private let math: MathJudge
    private let sandboxes: SandboxPool
    /// What is known of programs from earlier runs; nil where each is to be run.
    private let cache: JudgementCache?

    init(isStrictExtraction: Bool, sandboxes: SandboxPool, cache: JudgementCache? = nil) {
        self.cache = cache
        math = MathJudge(isStrict: isStrictExtraction)
        self.sandboxes = sandboxes
    }

    func trace(_ rollout: Rollout, by check: Check) async throws -> Trace {
        if let judgement = Self.unfinished(rollout) {
            return Trace(
                rollout: rollout, judgement: judgement, verifier: Version.verifier, isolation: nil)
        }
        if case .answer(let check) = check {
            let judgement = math.judge(check, response: Array(rollout.text.utf8))
            return Trace(
                rollout: rollout, judgement: judgement, verifier: Version.verifier, isolation: nil)
        }
        guard let program = program(in: rollout, for: check) else {
            let judgement = Judgement(
                verdict: .incorrect(.noAnswer), detail: "the response holds no program")
            return Trace(
                rollout: rollout, judgement: judgement, verifier: Version.verifier, isolation: nil)
        }
        try await sandboxes.require(check.language ?? "python")
        let (judgement, level) = try await judgement(of: program, by: check)
        return Trace(
            rollout: rollout, judgement: judgement, verifier: Version.verifier, isolation: level)
    }

    private func judgement(
        of program: String, by check: Check
    ) async throws -> (Judgement, Isolation.Level?) {
        let key = cache?.key(check, program: program, level: try await sandboxes.level())
        if let key, let known = await cache?.judgement(key, program: program) { return known }
        let judgement = try await sandboxes.verifier().judge(check, program: program)
        let level = judgement.runs.first?.isolation.level
        if let key, let level { await cache?.keep(judgement, at: level, key) }
        return (judgement, level)
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

    private func program(in rollout: Rollout, for check: Check) -> String? {
        if rollout.isProgram { return rollout.text }
        let entryPoint: String? =
            switch check {
            case .function(let check): check.entryPoint
            case .tests(let check): check.entryPoint
            default: nil
            }
        return CandidateReader.program(
            in: rollout.text, language: check.language ?? "python", entryPoint: entryPoint)
    }
}
