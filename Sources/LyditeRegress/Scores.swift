package import LyditeCore

/// Verdicts beside labels.
package struct Scores: Hashable, Sendable {
    package private(set) var rows = 0
    package private(set) var labelled = 0
    /// Verdicts that the label allows.
    package private(set) var right = 0
    package private(set) var undecided = 0
    private var positives = 0
    private var negatives = 0
    private var trueAccepts = 0
    package private(set) var falseAccepts = 0
    package private(set) var falseRejects = 0

    package init() {}

    package mutating func add(_ label: Label?, _ answer: RowAnswer) {
        let verdict = answer.verdict
        rows += 1
        if verdict == "undecided" { undecided += 1 }
        guard let label else { return }
        labelled += 1
        if label.allows(answer) { right += 1 }
        if label.isPositive {
            positives += 1
            if verdict == "correct" { trueAccepts += 1 }
            if verdict == "incorrect" { falseRejects += 1 }
        } else if label.isNegative {
            negatives += 1
            if verdict == "correct" { falseAccepts += 1 }
        }
    }

    package var agreement: Interval { Interval(right, of: labelled) }
    /// Of the accepted, those that the label calls correct.
    package var precision: Interval { Interval(trueAccepts, of: trueAccepts + falseAccepts) }
    /// Of the correct, those that were accepted.
    package var recall: Interval { Interval(trueAccepts, of: positives) }
    package var falseAcceptRate: Interval { Interval(falseAccepts, of: negatives) }
    package var falseRejectRate: Interval { Interval(falseRejects, of: positives) }

    package var json: JSON {
        func share(_ interval: Interval) -> JSON {
            .record([
                "hits": .integer(Int64(interval.hits)), "of": .integer(Int64(interval.of)),
                "share": interval.share.map { .double(rounded($0)) } ?? .null,
                "low": .double(rounded(interval.low)), "high": .double(rounded(interval.high)),
            ])
        }
        return .record([
            "rows": .integer(Int64(rows)), "labelled": .integer(Int64(labelled)),
            "undecided": .integer(Int64(undecided)), "agreement": share(agreement),
            "precision": share(precision), "recall": share(recall),
            "falseAcceptRate": share(falseAcceptRate), "falseRejectRate": share(falseRejectRate),
        ])
    }

    private func rounded(_ share: Double) -> Double { (share * 1e6).rounded() / 1e6 }
}
