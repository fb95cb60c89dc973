package import LyditeCore

extension PairRules {
    /// What the part `pair` of a configuration may state; the flags of `lydite pair` have the same names.
    package static let options: [CurationOption] = {
        let usual = PairRules()
        let share = CurationOption.Kind.number(0...1)
        return [
            .init(
                "seed", .integer(0...Int.max), .null,
                "decides which of equal pairs stay; usually the run's"),
            .init(
                "per-problem", .integer(1...10_000), .integer(Int64(usual.perProblem)),
                "pairs of one problem at most"),
            .init(
                "per-chosen", .integer(1...10_000), .integer(Int64(usual.perChosen)),
                "pairs with one correct trace at most"),
            .init("family-share", share, .double(usual.familyShare), "largest share of a family"),
            .init(
                "class-share", share, .double(usual.classShare), "largest share of a class of error"
            ),
            .init(
                "length-bias", .number(0...0.5), .double(usual.lengthBias),
                "how far the AUC of \"longer wins\" may lie from 0.5"),
            .init(
                "least-kept", share, .double(usual.leastKept),
                "share of possible pairs that no bound goes below"),
            .init(
                "min-pass-rate", share, .double(0), "no pairs of problems with a lower pass rate"),
            .init(
                "max-pass-rate", share, .double(1), "no pairs of problems with a higher pass rate"),
            .init(
                "policy", .choice(Policy.allCases.map(\.rawValue)), .string(usual.policy.rawValue),
                "whether the rejected side must be a model's own"),
            .init("unanswered", .flag, false, "also reject traces without an answer"),
            .init(
                "rating-gap", .number(0...1e6), .double(usual.ratingGap),
                "least distance of two scores in a pair"),
        ]
    }()

    /// These rules with others in place of some; nil where no pass rate is left.
    package func with(_ given: [JSON.Member]) -> PairRules? {
        let settings = CurationSettings(.object(given), options: Self.options)
        func isGiven(_ name: String) -> Bool { given.contains { $0.key == name } }
        func integer(_ name: String) -> Int? { isGiven(name) ? settings.integer(name) : nil }
        func number(_ name: String) -> Double? { isGiven(name) ? settings.number(name) : nil }
        var rules = self
        rules.seed = integer("seed").map { UInt64($0) } ?? seed
        rules.perProblem = integer("per-problem") ?? perProblem
        rules.perChosen = integer("per-chosen") ?? perChosen
        rules.familyShare = number("family-share") ?? familyShare
        rules.classShare = number("class-share") ?? classShare
        rules.lengthBias = number("length-bias") ?? lengthBias
        rules.leastKept = number("least-kept") ?? leastKept
        rules.ratingGap = number("rating-gap") ?? ratingGap
        if isGiven("policy") {
            rules.policy = settings.text("policy").flatMap { Policy(rawValue: $0) } ?? policy
        }
        if isGiven("unanswered") { rules.takesUnanswered = settings.flag("unanswered") }
        let low = number("min-pass-rate") ?? passRate.lowerBound
        let high = number("max-pass-rate") ?? passRate.upperBound
        guard low <= high else { return nil }
        rules.passRate = low...high
        return rules
    }
}
