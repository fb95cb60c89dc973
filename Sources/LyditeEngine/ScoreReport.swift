package import LyditeCore
package import LyditeCurate
package import LyditeSampling

/// What `lydite score` found, as it is stored with the run.
package struct ScoreReport: Sendable {
    package var plan: ScorePlan
    /// Traces that got a score in this call.
    package internal(set) var scored = 0
    /// Answers from which no score could be read, and traces that were not answered.
    package internal(set) var unread = 0
    /// Traces that had a score from an earlier call.
    package internal(set) var earlier = 0
    package internal(set) var calibration: Calibration
    /// Models of the judge whose family made some of the traces too.
    package internal(set) var ownFamily: [String] = []
    package internal(set) var judges: [String] = []
    package internal(set) var cost = Money.zero
    /// Why the scoring ended before its end; nil where it did not.
    package internal(set) var halt: String?

    /// Too few decided traces say nothing about a judge.
    private static let leastDecided = 20

    /// Why the score may not be used to choose rows; nil where it may.
    package var refusal: String? {
        guard plan.leastPrecision != nil || plan.leastRecall != nil else { return nil }
        if calibration.count < Self.leastDecided {
            return "\(calibration.count) decided traces are too few to calibrate it"
        }
        for (name, share, least) in [
            ("precision", calibration.precision.share, plan.leastPrecision),
            ("recall", calibration.recall.share, plan.leastRecall),
        ] {
            if let least, (share ?? 0) < least {
                return "its \(name) \(((share ?? 0) * 1000).rounded() / 1000) is below \(least)"
            }
        }
        return nil
    }

    package var json: JSON {
        [
            "name": .string(plan.name), "scored": .integer(Int64(scored)),
            "unread": .integer(Int64(unread)), "earlier": .integer(Int64(earlier)),
            "threshold": .double(plan.threshold), "calibration": calibration.json,
            "isFit": .bool(refusal == nil), "refusal": refusal.map { .string($0) } ?? .null,
            "judges": .array(judges.map { .string($0) }),
            "ownFamily": .array(ownFamily.map { .string($0) }), "money": .double(cost.double),
            "halt": halt.map { .string($0) } ?? .null,
        ]
    }
}
