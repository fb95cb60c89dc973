package import LyditeCore

/// How often problems are solved: by pass rate, by any of k rollouts, by the majority of k.
package struct SolveRates: Sendable {
    /// Rollouts that are looked at together.
    private static let sizes = [1, 2, 4, 8, 16, 32, 64]
    /// Draws from which the majority's share is taken.
    private static let draws = 24
    package static let bins = 10

    /// Problems by pass rate, in tenths; 1 stands in the last.
    package private(set) var histogram = [Int](repeating: 0, count: bins)
    package private(set) var passAt: [SampledShare] = sizes.map { SampledShare(k: $0) }
    package private(set) var majorityAt: [SampledShare] = sizes.map { SampledShare(k: $0) }
    /// Problems by topic and by fifths of pass rate.
    package private(set) var topics: [String: [Int]] = [:]

    package init() {}

    /// - Parameters:
    ///   - answers: The candidate of each decided rollout, and whether it is correct.
    ///   - generator: Draws the rollouts that vote.
    package mutating func add(
        topic: String, answers: [(text: String, isCorrect: Bool)],
        _ generator: inout SeededGenerator
    ) {
        guard !answers.isEmpty else { return }
        let correct = answers.count { $0.isCorrect }
        let rate = Double(correct) / Double(answers.count)
        histogram[min(Self.bins - 1, Int(rate * Double(Self.bins)))] += 1
        topics[topic, default: [Int](repeating: 0, count: Difficulty.bands.count)][
            Difficulty.band(rate)] += 1
        for index in passAt.indices where passAt[index].k <= answers.count {
            let k = passAt[index].k
            passAt[index].add(Self.passAt(k, correct: correct, of: answers.count))
            majorityAt[index].add(
                k == 1 ? rate : Self.majority(k, answers, &generator))
        }
    }

    /// The chance that one of k rollouts is correct, without replacement: 1 - C(n-c, k) / C(n, k).
    ///
    /// - Source: Chen et al., "Evaluating Large Language Models Trained on Code", 2021, equation 1.
    package static func passAt(_ k: Int, correct: Int, of total: Int) -> Double {
        guard total - correct >= k else { return 1 }
        guard correct > 0 else { return 0 }
        var miss = 1.0
        for index in (total - correct + 1)...total { miss *= 1 - Double(k) / Double(index) }
        return 1 - miss
    }

    /// How often the most frequent answer of k drawn rollouts is correct; a tie counts by its share.
    private static func majority(
        _ k: Int, _ answers: [(text: String, isCorrect: Bool)],
        _ generator: inout SeededGenerator
    ) -> Double {
        // All correct answers are one, however they are written.
        let names = answers.map { $0.isCorrect ? "\u{0}" : $0.text }
        var total = 0.0
        let rounds = k == answers.count ? 1 : draws
        var order = Array(names.indices)
        for _ in 0..<rounds {
            if rounds > 1 { generator.shuffle(&order) }
            var votes: [String: Int] = [:]
            for place in order.prefix(k) { votes[names[place], default: 0] += 1 }
            let most = votes.values.max() ?? 0
            let leaders = votes.count { $0.value == most }
            if votes["\u{0}"] == most { total += 1 / Double(leaders) }
        }
        return total / Double(rounds)
    }

    package var json: JSON {
        [
            "passRates": .array(histogram.map { .integer(Int64($0)) }),
            "passAt": .array(passAt.filter { $0.problems > 0 }.map(\.json)),
            "majorityAt": .array(majorityAt.filter { $0.problems > 0 }.map(\.json)),
            "topics": .object(
                topics.sorted { $0.key < $1.key }.map { topic, bands in
                    JSON.Member(topic, .array(bands.map { .integer(Int64($0)) }))
                }),
        ]
    }
}
