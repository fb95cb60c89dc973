internal import LyditeCore
package import LyditeStore

/// Pairs of two correct traces, of which a judge or a person holds one for better; marked as such.
package enum RatedPairs {
    /// - Parameters:
    ///   - rated: Traces with their mean score and who gave it; only sound ones are taken.
    ///   - used: Pairs that stand already.
    package static func of(
        _ rated: [(trace: StoredTrace, score: Double, kind: String)], rules: PairRules, used: Int
    ) -> [Pair] {
        let sound = rated.filter { $0.trace.isKept && !$0.trace.text.isEmpty }
            .sorted { ($1.score, $0.trace.number) < ($0.score, $1.trace.number) }
        guard rules.policy == .require else { return pairs(of: sound, rules, used) }
        var made: [Pair] = []
        for model in Set(sound.map(\.trace.model)).sorted() {
            let own = sound.filter { $0.trace.model == model }
            made += pairs(of: own, rules, used + made.count)
        }
        return made
    }

    private static func pairs(
        of sound: [(trace: StoredTrace, score: Double, kind: String)], _ rules: PairRules,
        _ used: Int
    ) -> [Pair] {
        var pairs: [Pair] = []
        var (low, high) = (0, sound.count - 1)
        // The best with the worst, the second best with the second worst.
        while low < high, used + pairs.count < rules.perProblem {
            let (better, worse) = (sound[low], sound[high])
            guard better.score - worse.score >= rules.ratingGap else { break }
            if better.trace.text != worse.trace.text {
                pairs.append(
                    Pair(
                        chosen: better.trace, rejected: worse.trace, rule: "rating",
                        facts: [
                            "errorClass": "rating",
                            "ratedBy": .string(
                                better.kind == worse.kind
                                    ? better.kind : "\(better.kind), \(worse.kind)"),
                            "chosenScore": .double(better.score),
                            "rejectedScore": .double(worse.score),
                        ]))
            }
            low += 1
            high -= 1
        }
        return pairs
    }
}
