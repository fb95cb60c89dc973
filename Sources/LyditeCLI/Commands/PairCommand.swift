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
            Flag(
                "--config", "FILE.yaml",
                "rules, by the names of these flags, or as its part \"pair\""),
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
            store: store,
            rules: try rules(
                arguments, from: PairRun.rules(of: store, file: arguments.text("--config"))),
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
        var given: [JSON.Member] = []
        for option in PairRules.options {
            let flag = "--" + option.name
            let value: JSON? =
                switch option.kind {
                case .integer(let range):
                    try arguments.integer(flag, in: range).map { .integer(Int64($0)) }
                case .number(let range): try arguments.number(flag, in: range).map { .double($0) }
                case .flag: arguments.has(flag) ? true : nil
                default:
                    try arguments.choice(flag, of: PairRules.Policy.self)
                        .map { .string($0.rawValue) }
                }
            if let value { given.append(JSON.Member(option.name, value)) }
        }
        guard let rules = stored.with(given) else {
            throw UsageError.badValue(
                option: "--min-pass-rate", value: arguments.text("--min-pass-rate") ?? "",
                expected: "no more than --max-pass-rate")
        }
        return rules
    }
}
