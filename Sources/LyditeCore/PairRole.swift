/// What a trace can be in a pair.
package enum PairRole: Hashable, Sendable {
    /// Right by answer and without a false equation: fit to be learned from.
    case chosen
    /// Wrong, and an answer could be read from it: what can be learned is why.
    case rejected
    case neither

    /// - Parameters:
    ///   - candidate: The answer or the program that was read; nil where there is none.
    ///   - reasoning: `wrong-step` where an equation of the trace is false.
    package init(verdict: Verdict, candidate: String?, reasoning: String?) {
        self.init(verdict: verdict, hasCandidate: candidate != nil, isReasoned: reasoning == nil)
    }

    /// - Parameter isReasoned: Whether no step of the trace is known to be false.
    package init(verdict: Verdict, hasCandidate: Bool, isReasoned: Bool) {
        switch verdict {
        case .correct: self = isReasoned ? .chosen : .neither
        case .incorrect(.noAnswer), .incorrect(.compileError), .undecided: self = .neither
        case .incorrect: self = hasCandidate ? .rejected : .neither
        }
    }
}
