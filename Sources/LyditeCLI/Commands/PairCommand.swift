internal import LyditeCore
internal import LyditeCurate
internal import LyditeEngine

enum PairCommand {
    static let spec = CommandSpec(
        name: "pair", arguments: "", summary: "make the pairs of a run anew, by other rules",
        description: """
            Pairs correct traces without a false equation with incorrect ones that gave an answer: near misses first,
            one for each class of error before a second, the nearest correct trace beside each. Of all possible
            pairs some are left out, so that no family and no class of error rules and length does not tell the
            label. What is not given stays as the store's rules are; rules and reasons are stored.

            --ratings FILE adds pairs of two correct traces, of which a judge or a person holds one for better:
            JSONL of {"trace": DIGEST, "score": NUMBER, "by": "judge" or "person", "rater": NAME}.

            Then "lydite export" writes them. Exit 1: no pair is possible.
            """,
        flags: [
            CommonFlags.store,
            Flag("--seed", "S", "decides which of equal pairs stay"),
            Flag("--per-problem", "N", "pairs of one problem at most"),
            Flag("--per-chosen", "N", "pairs with one correct trace at most"),
            Flag("--family-share", "X", "largest share of a family (twice an even share at least)"),
            Flag("--class-share", "X", "largest share of a class of error"),
            Flag("--length-bias", "X", "how far the AUC of \"longer wins\" may lie from 0.5"),
            Flag("--least-kept", "X", "share of possible pairs that no bound goes below"),
            Flag("--min-pass-rate", "X", "no pairs of problems with a lower pass rate"),
            Flag("--max-pass-rate", "X", "no pairs of problems with a higher pass rate"),
            Flag(
                "--policy", "prefer|require|ignore",
                "whether the rejected side must be a model's own"),
            Flag("--unanswered", "also reject traces without an answer"),
            Flag("--ratings", "FILE.jsonl", "scores of traces"),
            Flag("--rating-gap", "X", "least distance of two scores in a pair"),
            Flag("--json", "print one JSON object"),
        ],
        positionals: 0...0, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let store = arguments.store
        let pairs = PairRun(
            store: store, rules: try rules(arguments, from: PairRun.rules(of: store)),
            ratings: arguments.text("--ratings"))
        let outcome = try await pairs.run()
        let tally = outcome.tally
        if outcome.unknownRatings > 0 {
            Terminal.note(
                "\(outcome.unknownRatings) of \(outcome.ratings) ratings name no trace of the store"
            )
        }
        if arguments.has("--json") {
            try Terminal.print(tally.json.text)
        } else {
            try Terminal.print(
                "\(tally.kept) pairs of \(tally.possible) possible ones; largest class of error "
                    + "\(tally.largestClass), largest family \(tally.largestFamily), longer wins AUC "
                    + (tally.lengthBias.areaUnderCurve.map { "\($0)" } ?? "none"))
        }
        if tally.kept == 0 { Terminal.note("no pair is possible in \(store)") }
        return tally.kept == 0 ? .negative : .success
    }

    private static func rules(
        _ arguments: Arguments, from stored: PairRules
    ) throws -> PairRules {
        var rules = stored
        let share = 0.0...1.0
        if let seed = try arguments.integer("--seed", in: 0...Int.max) { rules.seed = UInt64(seed) }
        rules.perProblem =
            try arguments.integer("--per-problem", in: 1...10_000) ?? rules.perProblem
        rules.perChosen = try arguments.integer("--per-chosen", in: 1...10_000) ?? rules.perChosen
        rules.familyShare = try arguments.number("--family-share", in: share) ?? rules.familyShare
        rules.classShare = try arguments.number("--class-share", in: share) ?? rules.classShare
        rules.lengthBias = try arguments.number("--length-bias", in: 0...0.5) ?? rules.lengthBias
        rules.leastKept = try arguments.number("--least-kept", in: share) ?? rules.leastKept
        rules.ratingGap = try arguments.number("--rating-gap", in: 0...1e6) ?? rules.ratingGap
        rules.policy = try arguments.choice("--policy", of: PairRules.Policy.self) ?? rules.policy
        if arguments.has("--unanswered") { rules.takesUnanswered = true }
        let low = try arguments.number("--min-pass-rate", in: share) ?? rules.passRate.lowerBound
        let high = try arguments.number("--max-pass-rate", in: share) ?? rules.passRate.upperBound
        guard low <= high else {
            throw UsageError.badValue(
                option: "--min-pass-rate", value: "\(low)",
                expected: "no more than --max-pass-rate")
        }
        rules.passRate = low...high
        return rules
    }
}
