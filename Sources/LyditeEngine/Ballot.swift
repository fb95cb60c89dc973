internal import LyditeCore
internal import LyditeStore
internal import LyditeVerify

/// What the rollouts of one variant answered: each answer with its votes, equal ones together.
struct Ballot {
    /// One answer, however it is spelled.
    struct Class {
        /// The first spelling; for programs the case that failed, and what came of it.
        var answer: String
        var votes = 0
        var models: Set<String> = []
        var example: Digest
    }

    /// Further answers are counted and not told apart: what few give is no candidate for a majority.
    private static let maximumClasses = 32

    /// Votes for the right answer.
    private(set) var right = 0
    /// Wrong answers, in the order in which they came.
    private(set) var wrong: [Class] = []
    /// Decided rollouts that gave an answer.
    private(set) var votes = 0
    /// All that were decided.
    private(set) var decided = 0

    init(check: Check, _ answers: [AnswerCursor.Answer]) {
        for answer in answers where answer.verdict.isDecided {
            decided += 1
            guard let text = answer.text ?? answer.failedCase ?? Self.nothing(answer) else {
                continue
            }
            votes += 1
            if answer.verdict == .correct {
                right += 1
            } else {
                add(text, model: answer.model, answer.digest, check)
            }
        }
    }

    init(check: Check, _ traces: [Trace]) {
        self.init(
            check: check,
            traces.map { trace in
                AnswerCursor.Answer(
                    digest: trace.rollout.digest, verdict: trace.judgement.verdict,
                    text: check.isCode ? nil : trace.judgement.candidate,
                    model: trace.rollout.model, sampling: "", hasWrongStep: false,
                    failedCase: nil)
            })
    }

    /// Votes about a problem whose answer nobody knows: all stand among ``wrong``.
    init(unlabelled votes: [(text: String, model: String, rollout: Digest)]) {
        let check = Check.answer(AnswerCheck(gold: "", spec: nil))
        for vote in votes { add(vote.text, model: vote.model, vote.rollout, check) }
        self.votes = votes.count
        decided = votes.count
    }

    /// Right programs need no text.
    private static func nothing(_ answer: AnswerCursor.Answer) -> String? {
        answer.verdict == .correct ? "" : nil
    }

    private mutating func add(_ text: String, model: String, _ rollout: Digest, _ check: Check) {
        let place = wrong.firstIndex { $0.answer == text } ?? equal(to: text, check)
        if let place {
            wrong[place].votes += 1
            wrong[place].models.insert(model)
        } else if wrong.count < Self.maximumClasses {
            wrong.append(
                Class(answer: text, votes: 1, models: [model], example: rollout))
        }
    }

    private func equal(to text: String, _ check: Check) -> Int? {
        guard case .answer(let check) = check else { return nil }
        return wrong.firstIndex { known in
            MathJudge().judge(
                AnswerCheck(gold: known.answer, spec: check.spec), answer: Array(text.utf8)
            ).verdict == .correct
        }
    }

    /// The wrong answer that most gave; the earliest among equals.
    var first: Class? {
        wrong.enumerated().max { ($0.element.votes, -$0.offset) < ($1.element.votes, -$1.offset) }?
            .element
    }

    /// The share of the answer that most gave, right or wrong; nil without any.
    var agreement: Double? {
        votes > 0 ? Double(max(right, first?.votes ?? 0)) / Double(votes) : nil
    }
}
