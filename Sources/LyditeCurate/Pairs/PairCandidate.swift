internal import LyditeCore
internal import LyditeMath
internal import LyditeStore

/// A trace as pairing sees it: read into steps, equations and tokens once.
struct PairCandidate: Sendable {
    let trace: StoredTrace
    let length: Int
    let steps: [TraceSteps.Step]
    let equations: [WrittenEquation]
    /// Of a program; nil for math.
    let tokens: ProgramTokens?

    /// - Parameter language: Of a program; nil for math.
    init(_ trace: StoredTrace, language: String?) {
        self.trace = trace
        length = trace.text.utf8.count
        steps = language != nil ? [] : TraceSteps(trace.text).steps
        equations = language != nil ? [] : WrittenEquation.all(in: trace.text)
        tokens = language.map {
            ProgramTokens(trace.candidate ?? trace.text, language: $0)
        }
    }

    func sharedSteps(with other: PairCandidate) -> Int {
        zip(steps, other.steps).prefix { $0.text == $1.text }.count
    }

    /// How far this trace is from another: programs by tokens, solutions by the steps that they do not share, and by how
    /// soon their texts part.
    func distance(to other: PairCandidate) -> Int {
        if let tokens, let others = other.tokens { return tokens.distance(to: others) }
        let steps = max(steps.count, other.steps.count) - sharedSteps(with: other)
        return Self.scale * steps + Self.scale - sharedPrefix(with: other)
    }

    /// Bytes in common at the start, in thousandths of the shorter text.
    private func sharedPrefix(with other: PairCandidate) -> Int {
        let bound = min(length, other.length, Self.maximumPrefix)
        var count = 0
        for (a, b) in zip(trace.text.utf8.prefix(bound), other.trace.text.utf8) {
            guard a == b else { break }
            count += 1
        }
        return (Self.scale - 1) * count / max(1, bound)
    }

    private static let scale = 1000
    /// Two texts that agree for so long are as near as it matters.
    private static let maximumPrefix = 4096

    /// What is wrong here, seen beside a sound trace.
    func errorClass(beside chosen: PairCandidate) -> ErrorClass {
        if let fault = trace.verdict.fault {
            switch fault {
            case .wrongAnswer: break
            case .noAnswer: return .unanswered
            case .runtimeError, .compileError, .protocolViolation, .forbiddenCall: return .crash
            default: return .limit
            }
        }
        if let tokens, let others = chosen.tokens { return .of(tokens, beside: others) }
        return ErrorClass.of(equations, beside: chosen.equations)
            ?? .of(answer: trace.candidate ?? "", beside: chosen.trace.candidate ?? "")
    }

    /// The step at which this trace goes wrong, after steps that it shares with a sound one, and whether its equation
    /// proves it; nil where it parts by words, or takes another way that may be right so far.
    func firstWrongStep(beside chosen: PairCandidate) -> (step: Int, isProved: Bool)? {
        let step = sharedSteps(with: chosen)
        guard step < steps.count, step < chosen.steps.count else { return nil }
        let wrong = WrittenEquation.all(in: steps[step].text)
        let right = WrittenEquation.all(in: chosen.steps[step].text)
        guard !wrong.isEmpty, !right.isEmpty, wrong != right else { return nil }
        func isFalse(_ step: TraceSteps.Step) -> Bool {
            EquationChecker.check(Array(step.text.utf8)).wrong > 0
        }
        if isFalse(steps[step]) { return (step, true) }
        // The sound trace computes the same, only not here; or the mistake is proved to come later.
        guard !wrong.allSatisfy({ chosen.equations.contains($0) }),
            !steps[(step + 1)...].contains(where: isFalse)
        else { return nil }
        return (step, false)
    }
}
