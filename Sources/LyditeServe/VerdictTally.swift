internal import LyditeCore
internal import LyditeVerify

/// Verdicts by what they say.
struct VerdictTally: Sendable {
    private(set) var correct = 0
    private(set) var incorrect = 0
    private(set) var undecided: [Cause: Int] = [:]

    var rows: Int { correct + incorrect + undecided.values.reduce(0, +) }

    mutating func add(_ verdict: Verdict) {
        switch verdict {
        case .correct: correct += 1
        case .incorrect: incorrect += 1
        case .undecided(let cause): undecided[cause, default: 0] += 1
        }
    }

    mutating func add(_ outputs: [RowVerifier.Output]) {
        for output in outputs { add(output.verdict) }
    }

    mutating func add(_ other: VerdictTally) {
        correct += other.correct
        incorrect += other.incorrect
        undecided.merge(other.undecided, uniquingKeysWith: +)
    }
}
