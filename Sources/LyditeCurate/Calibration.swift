package import LyditeCore

/// How well scores agree with verdicts that were found out by running or comparing.
package struct Calibration: Hashable, Sendable {
    /// Traces with a score and a decided verdict.
    package private(set) var count = 0
    package private(set) var right = 0
    package private(set) var accepted = 0
    package private(set) var acceptedRight = 0
    /// The chance that a right trace has a higher score than a wrong one, ties counted half; nil without both.
    package private(set) var rankArea: Double?
    /// The chance that, among wrong traces, an accepted one is longer than another: 0.5 for a judge whom length does not
    /// sway; nil without both.
    package private(set) var lengthArea: Double?

    /// - Parameters:
    ///   - scores: Score, truth and length of each trace.
    ///   - threshold: From which score on a trace is accepted.
    package init(_ scores: [(score: Double, isRight: Bool, bytes: Int)], threshold: Double) {
        count = scores.count
        right = scores.count(where: \.isRight)
        accepted = scores.count { $0.score >= threshold }
        acceptedRight = scores.count { $0.score >= threshold && $0.isRight }
        rankArea = Self.area(scores.map { ($0.score, $0.isRight) })
        lengthArea = Self.area(
            scores.filter { !$0.isRight }.map { (Double($0.bytes), $0.score >= threshold) })
    }

    /// The share of accepted traces that are right.
    package var precision: Interval { Interval(acceptedRight, of: accepted) }
    /// The share of right traces that are accepted.
    package var recall: Interval { Interval(acceptedRight, of: right) }
    /// The share of traces about which score and verdict agree.
    package var agreement: Interval {
        Interval(count - accepted - right + 2 * acceptedRight, of: count)
    }

    /// The chance that a positive has the greater value, by ranks.
    ///
    /// - Complexity: O(n log n).
    private static func area(_ values: [(value: Double, isPositive: Bool)]) -> Double? {
        let positives = values.count(where: \.isPositive)
        guard positives > 0, positives < values.count else { return nil }
        let sorted = values.sorted { $0.value < $1.value }
        var below = 0
        var sum = 0.0
        var start = 0
        while start < sorted.count {
            let end =
                sorted[start...].firstIndex { $0.value != sorted[start].value } ?? sorted.count
            let equal = sorted[start..<end].count { $0.isPositive }
            let negatives = end - start - equal
            sum += Double(equal) * (Double(below) + Double(negatives) / 2)
            below += negatives
            start = end
        }
        return sum / (Double(positives) * Double(values.count - positives))
    }

    package var json: JSON {
        func share(_ interval: Interval) -> JSON {
            [
                "share": interval.share.map { .double($0) } ?? .null,
                "low": .double(interval.low), "high": .double(interval.high),
            ]
        }
        return [
            "count": .integer(Int64(count)), "precision": share(precision),
            "recall": share(recall), "agreement": share(agreement),
            "rankArea": rankArea.map { .double($0) } ?? .null,
            "lengthArea": lengthArea.map { .double($0) } ?? .null,
        ]
    }
}
