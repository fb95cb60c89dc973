internal import LyditeCore

/// Chooses the sources of a round: those that the policy sometimes solves, mixed by topic, and some that it has not tried.
package struct Curriculum: Sendable {
    /// How often the policy solved a source, the last time it was asked.
    package struct Rate: Hashable, Sendable {
        package var correct: Int
        package var decided: Int

        package init(correct: Int, decided: Int) {
            self.correct = correct
            self.decided = decided
        }

        package var share: Double {
            decided == 0 ? 0 : Double(correct) / Double(decided)
        }
    }

    /// What was chosen, and why the rest was not.
    package struct Choice: Hashable, Sendable {
        /// Places among the sources, in their order.
        package var places: [Int] = []
        package var learnable = 0
        package var untried = 0
        package var tooHard = 0
        package var tooEasy = 0
        /// Sources of topics without a weight.
        package var offTopic = 0

        var json: JSON {
            func count(_ value: Int) -> JSON { .integer(Int64(value)) }
            return [
                "chosen": count(places.count), "learnable": count(learnable),
                "untried": count(untried), "tooHard": count(tooHard),
                "tooEasy": count(tooEasy), "offTopic": count(offTopic),
            ]
        }
    }

    private let plan: LoopPlan.Problems
    private let seed: UInt64

    package init(_ plan: LoopPlan.Problems, seed: UInt64) {
        self.plan = plan
        self.seed = seed
    }

    /// - Parameter rates: By the source's id; a source without decided rollouts counts as untried.
    package func choose(among sources: [LoopSource], rates: [String: Rate]) -> Choice {
        var choice = Choice()
        let weights = plan.topics.map { topics in
            Dictionary(topics.map { ($0.name, $0.weight) }) { first, _ in first }
        }
        var learnable: [Int] = []
        var untried: [Int] = []
        for (place, source) in sources.enumerated() {
            if let weights, weights[source.topic] ?? 0 == 0 {
                choice.offTopic += 1
                continue
            }
            guard let rate = rates[source.id], rate.decided > 0 else {
                untried.append(place)
                continue
            }
            if rate.share < plan.least {
                choice.tooHard += 1
            } else if rate.share > plan.most {
                choice.tooEasy += 1
            } else {
                learnable.append(place)
            }
        }
        (choice.learnable, choice.untried) = (learnable.count, untried.count)
        let explored =
            learnable.isEmpty
            ? plan.count : Int((Double(plan.count) * plan.explore).rounded())
        let fresh = mixed(untried, sources, weights, atMost: min(explored, plan.count))
        var chosen = mixed(learnable, sources, weights, atMost: plan.count - fresh.count)
        chosen += fresh
        // Places that the learnable leave free are better given to untried sources than to none.
        if chosen.count < plan.count {
            let rest = untried.filter { !fresh.contains($0) }
            chosen += mixed(rest, sources, weights, atMost: plan.count - chosen.count)
        }
        choice.places = chosen.sorted()
        return choice
    }

    /// Some of the places, drawn by the seed, topics by their weights.
    private func mixed(
        _ places: [Int], _ sources: [LoopSource], _ weights: [String: Int]?, atMost count: Int
    ) -> [Int] {
        guard count > 0 else { return [] }
        let keyed = places.map { place -> (key: UInt64, place: Int) in
            var generator = SeededGenerator(
                seed: seed, parent: Digest(of: Array(sources[place].id.utf8)),
                stage: "curriculum", index: 0)
            return (generator.next(), place)
        }.sorted { ($0.key, $0.place) < ($1.key, $1.place) }
        guard let weights else { return keyed.prefix(count).map(\.place) }
        var queues: [String: [Int]] = [:]
        for one in keyed.reversed() {
            queues[sources[one.place].topic, default: []].append(one.place)
        }
        // Turn by turn to the topic that is furthest behind its weight.
        var taken: [String: Int] = [:]
        var chosen: [Int] = []
        let topics = queues.keys.sorted()
        while chosen.count < count {
            let open = topics.filter { !(queues[$0] ?? []).isEmpty }
            let next = open.min { one, other in
                let a = Double((taken[one] ?? 0) + 1) / Double(weights[one] ?? 1)
                let b = Double((taken[other] ?? 0) + 1) / Double(weights[other] ?? 1)
                return (a, one) < (b, other)
            }
            guard let next, let place = queues[next]?.popLast() else { break }
            taken[next, default: 0] += 1
            chosen.append(place)
        }
        return chosen
    }
}
