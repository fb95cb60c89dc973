package import LyditeCore

/// Which pairs are made, and how many of which kind. Stored with the run and named in every pair.
package struct PairRules: Hashable, Sendable {
    /// What counts as a model's own mistake.
    package enum Policy: String, CaseIterable, Sendable {
        /// A rejected side of a model that also has a chosen side comes first.
        case prefer
        /// Both sides are of one model.
        case require
        case ignore
    }

    /// Decides which of equal pairs stay.
    package var seed: UInt64 = 1
    /// Pairs of one problem at most, so that no problem rules the set.
    package var perProblem = 6
    /// A correct trace stands in at most this many pairs.
    package var perChosen = 2
    /// The largest share of one family; where few families are, twice an even share.
    package var familyShare = 0.05
    /// The largest share of one class of error.
    package var classShare = 0.30
    /// How far the AUC of "the longer side wins" may lie from 0.5.
    package var lengthBias = 0.03
    /// The share of possible pairs that no cap goes below.
    package var leastKept = 0.6
    /// Problems outside of these pass rates give no pairs.
    package var passRate: ClosedRange<Double> = 0...1
    package var policy = Policy.prefer
    /// Whether a trace without an answer may be a rejected side.
    package var takesUnanswered = false
    /// The least distance of two ratings that makes a pair.
    package var ratingGap = 1.0

    package init() {}

    package var json: JSON {
        [
            "seed": .bigInteger(String(seed)), "perProblem": .integer(Int64(perProblem)),
            "perChosen": .integer(Int64(perChosen)), "familyShare": .double(familyShare),
            "classShare": .double(classShare), "lengthBias": .double(lengthBias),
            "leastKept": .double(leastKept), "minimumPassRate": .double(passRate.lowerBound),
            "maximumPassRate": .double(passRate.upperBound), "policy": .string(policy.rawValue),
            "unanswered": .bool(takesUnanswered), "ratingGap": .double(ratingGap),
        ]
    }

    /// Reads ``json`` back; what is missing stays as it is by default.
    package init(json: JSON) {
        if let seed = json["seed"].flatMap({ UInt64($0.text) }) { self.seed = seed }
        perProblem = json["perProblem"]?.intValue ?? perProblem
        perChosen = json["perChosen"]?.intValue ?? perChosen
        familyShare = json["familyShare"]?.doubleValue ?? familyShare
        classShare = json["classShare"]?.doubleValue ?? classShare
        lengthBias = json["lengthBias"]?.doubleValue ?? lengthBias
        leastKept = json["leastKept"]?.doubleValue ?? leastKept
        let low = json["minimumPassRate"]?.doubleValue ?? 0
        passRate = low...max(low, json["maximumPassRate"]?.doubleValue ?? 1)
        policy = json["policy"]?.stringValue.flatMap { Policy(rawValue: $0) } ?? policy
        takesUnanswered = json["unanswered"]?.boolValue ?? takesUnanswered
        ratingGap = json["ratingGap"]?.doubleValue ?? ratingGap
    }
}
