/// What verification concluded about one candidate.
///
/// A verdict is three-valued on purpose. Only ``correct`` and ``incorrect(_:)`` are evidence about the candidate, so
/// only they may become a side of a pair. ``undecided(_:)`` is evidence about us: the verifier, the sandbox or the
/// problem.
public enum Verdict: Hashable, Sendable {
    case correct
    case incorrect(Fault)
    case undecided(Cause)
}

extension Verdict {
    /// `correct`, `incorrect` or `undecided`, as the command line prints it.
    public var name: String {
        switch self {
        case .correct: "correct"
        case .incorrect: "incorrect"
        case .undecided: "undecided"
        }
    }

    /// The fault of an incorrect candidate.
    public var fault: Fault? {
        if case .incorrect(let fault) = self { fault } else { nil }
    }

    /// The reason why nothing could be said.
    public var cause: Cause? {
        if case .undecided(let cause) = self { cause } else { nil }
    }

    /// The stored form: `correct`, `incorrect:<fault>` or `undecided:<cause>`.
    public var code: String {
        switch self {
        case .correct: "correct"
        case .incorrect(let fault): "incorrect:" + fault.rawValue
        case .undecided(let cause): "undecided:" + cause.rawValue
        }
    }

    /// Reads the stored form; nil for anything that ``code`` never prints.
    public init?(code: String) {
        if code == "correct" {
            self = .correct
            return
        }
        let parts = code.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "incorrect":
            guard let fault = Fault(rawValue: String(parts[1])) else { return nil }
            self = .incorrect(fault)
        case "undecided":
            guard let cause = Cause(rawValue: String(parts[1])) else { return nil }
            self = .undecided(cause)
        default: return nil
        }
    }

    /// Whether the verdict says something about the candidate.
    public var isDecided: Bool { cause == nil }
}
