internal import LyditeCore

/// What is measured of the answers of one round to the held-out problems.
package struct MeterReading: Hashable, Sendable {
    package var answers = 0
    /// Correct answers, of all; an answer that was cut off is not one.
    package var correct = 0
    package var undecided = 0
    /// The mean over problems, and its standard error.
    package var passRate = 0.0
    package var standardError = 0.0
    /// Different runs of two words for each run.
    package var distinct = 0.0
    /// Different structures, numbers masked, for each answer.
    package var structures = 0.0
    /// The entropy of the final answers as a share of that of the right ones: 1 is best, one answer to all gives 0.
    package var entropy = 0.0
    package var words = 0.0
    /// How far rare structures of people's solutions are still as frequent as there: 1 for all; nil without such
    /// solutions.
    package var tail: Double?
    /// The share of verdicts that another form of the same answer changes.
    package var disagreement = 0.0
    /// Forms of answers that were tried for it.
    package var rewritten = 0

    package init() {}

    var json: JSON {
        [
            "answers": .integer(Int64(answers)), "correct": .integer(Int64(correct)),
            "undecided": .integer(Int64(undecided)), "passRate": Self.rounded(passRate),
            "standardError": Self.rounded(standardError), "distinct2": Self.rounded(distinct),
            "structures": Self.rounded(structures), "answerEntropy": Self.rounded(entropy),
            "words": Self.rounded(words), "tailCoverage": tail.map(Self.rounded) ?? .null,
            "disagreement": Self.rounded(disagreement), "rewritten": .integer(Int64(rewritten)),
        ]
    }

    /// Reads what ``json`` gives; nil for anything else.
    init?(_ json: JSON) {
        guard let answers = json["answers"]?.intValue, let correct = json["correct"]?.intValue,
            let undecided = json["undecided"]?.intValue,
            let passRate = json["passRate"]?.doubleValue,
            let error = json["standardError"]?.doubleValue,
            let distinct = json["distinct2"]?.doubleValue,
            let structures = json["structures"]?.doubleValue,
            let entropy = json["answerEntropy"]?.doubleValue,
            let words = json["words"]?.doubleValue, let rewritten = json["rewritten"]?.intValue,
            let disagreement = json["disagreement"]?.doubleValue
        else { return nil }
        self.answers = answers
        self.correct = correct
        self.undecided = undecided
        self.passRate = passRate
        standardError = error
        self.distinct = distinct
        self.structures = structures
        self.entropy = entropy
        self.words = words
        tail = json["tailCoverage"]?.doubleValue
        self.disagreement = disagreement
        self.rewritten = rewritten
    }

    private static func rounded(_ value: Double) -> JSON {
        .double((value * 1e4).rounded() / 1e4)
    }
}
