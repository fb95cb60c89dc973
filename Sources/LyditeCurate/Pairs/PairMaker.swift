internal import LyditeCore
package import LyditeStore

/// Makes the pairs of one problem from its traces: pure, and the same for the same traces.
///
/// Chosen sides are correct traces without a false equation; rejected sides are incorrect traces from which an answer
/// could be read. Near misses come first, one for each class of error before a second of any, and each rejected trace
/// gets the chosen one that shares most with it, the nearest in length of several.
///
/// Traces are added one by one; only a bounded pool of each side is kept, the earliest of each text.
package struct PairMaker: Sendable {
    /// More candidates for a side than this add nothing, and cost a comparison each.
    private static let maximumPool = 64

    private let prompt: String
    private let language: String?
    private var isCode: Bool { language != nil }
    private let rules: PairRules
    private var chosen: [PairCandidate] = []
    private var rejected: [PairCandidate] = []
    private var texts: Set<String> = []

    /// - Parameter prompt: What was asked. A text that begins with all of it again is a whole conversation, which trainers
    ///   would put behind the prompt a second time; quoting it later is a model's own style.
    package init(
        prompt: String, language: String? = nil, rules: PairRules = PairRules()
    ) {
        self.prompt = prompt
        self.language = language
        self.rules = rules
    }

    package mutating func add(_ trace: StoredTrace) {
        guard !trace.text.isEmpty, trace.omittedBy == nil else { return }
        let repeatsPrompt = trace.text.utf8.starts(with: prompt.utf8)
        let mayLose = trace.role == .rejected || (rules.takesUnanswered && trace.isUnanswered)
        guard !repeatsPrompt, trace.isSound || mayLose else { return }
        let count = trace.isSound ? chosen.count : rejected.count
        guard count < Self.maximumPool, texts.insert(trace.text).inserted else { return }
        let candidate = PairCandidate(trace, language: language)
        if trace.isSound { chosen.append(candidate) } else { rejected.append(candidate) }
    }

    package func pairs() -> [Pair] {
        guard !chosen.isEmpty else { return [] }
        var uses = [Int](repeating: 0, count: chosen.count)
        var pairs: [Pair] = []
        for loser in ordered() {
            guard pairs.count < rules.perProblem else { break }
            guard let partner = nearest(to: loser, uses: uses) else { continue }
            uses[partner] += 1
            pairs.append(pair(chosen[partner], loser))
        }
        return pairs
    }

    /// Nearest misses first; then a second round for answers, and for classes of error, seen before.
    private func ordered() -> [PairCandidate] {
        let models = Set(chosen.map(\.trace.model))
        let ranked = rejected.map { loser in
            let nearest = chosen.min { loser.distance(to: $0) < loser.distance(to: $1) }
            return (
                loser: loser, distance: nearest.map { loser.distance(to: $0) } ?? 0,
                kind: nearest.map { loser.errorClass(beside: $0) } ?? .otherAnswer,
                isOnPolicy: rules.policy == .ignore || models.contains(loser.trace.model)
            )
        }
        .filter { rules.policy != .require || $0.isOnPolicy }
        .sorted { left, right in
            if left.isOnPolicy != right.isOnPolicy { return left.isOnPolicy }
            return (left.distance, left.loser.trace.number)
                < (right.distance, right.loser.trace.number)
        }
        var answers: [String: Int] = [:]
        var kinds: [ErrorClass: Int] = [:]
        let rounds = ranked.enumerated().map { place, entry in
            let answer = isCode ? "" : entry.loser.trace.candidate ?? ""
            let round = answers[answer, default: 0]
            answers[answer] = round + 1
            let kindRound = kinds[entry.kind, default: 0]
            kinds[entry.kind] = kindRound + 1
            return (
                loser: entry.loser, isOnPolicy: entry.isOnPolicy, round: isCode ? 0 : round,
                kindRound: kindRound, place: place
            )
        }
        return rounds.sorted { left, right in
            if left.isOnPolicy != right.isOnPolicy { return left.isOnPolicy }
            return (left.round, left.kindRound, left.place)
                < (right.round, right.kindRound, right.place)
        }.map(\.loser)
    }

    private func nearest(to loser: PairCandidate, uses: [Int]) -> Int? {
        let ranks = chosen.indices
            .filter {
                uses[$0] < rules.perChosen
                    && (rules.policy != .require
                        || chosen[$0].trace.model == loser.trace.model)
            }
            .map { place in
                (
                    isOther: rules.policy == .prefer
                        && chosen[place].trace.model != loser.trace.model ? 1 : 0,
                    distance: loser.distance(to: chosen[place]),
                    length: abs(chosen[place].length - loser.length), uses: uses[place],
                    place: place
                )
            }
        return ranks.min {
            ($0.isOther, $0.distance, $0.length, $0.uses, $0.place)
                < ($1.isOther, $1.distance, $1.length, $1.uses, $1.place)
        }?.place
    }

    /// The pair with what can be seen of it: what went wrong, and where.
    private func pair(_ winner: PairCandidate, _ loser: PairCandidate) -> Pair {
        var facts: [JSON.Member] = [
            .init("errorClass", .string(loser.errorClass(beside: winner).rawValue))
        ]
        var rule = isCode ? "near-program" : "near-miss"
        if let (step, isProved) = loser.firstWrongStep(beside: winner) {
            rule = "minimal-edit"
            facts.append(
                .init(
                    "firstWrong",
                    [
                        "step": .integer(Int64(step)), "chosen": .string(winner.steps[step].text),
                        "rejected": .string(loser.steps[step].text),
                        "by": .string(isProved ? "equation" : "difference"),
                    ]))
        }
        if isCode {
            facts.append(
                .init("tokenDistance", .integer(Int64(loser.distance(to: winner)))))
            let evidence = try? JSONParser.parse(loser.trace.evidence)
            facts.append(.init("failedCase", evidence?["firstFailed"] ?? .null))
        }
        return Pair(
            chosen: winner.trace, rejected: loser.trace, rule: rule, facts: .object(facts))
    }
}
