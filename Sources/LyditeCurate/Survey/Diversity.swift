package import LyditeCore

/// How unlike each other the answers of a set are.
package struct Diversity: Sendable {
    /// Answers that neighbours are looked for among; each is held against each.
    private static let maximumNeighbours = 300
    /// Runs of words that are told apart; enough for 50,000 answers of usual length.
    private static let maximumRuns = 8_000_000

    private var total = [0, 0, 0]
    private var seen: [Set<UInt64>] = [[], [], []]
    /// The answers with the lowest keys, so that the choice does not depend on the order.
    private var sample: [(key: UInt64, runs: Set<UInt64>)] = []
    package private(set) var style = StyleMeter()
    package private(set) var answers = 0

    package init() {}

    /// - Parameter key: A uniform number of the answer.
    package mutating func add(_ text: String, key: UInt64) {
        answers += 1
        style.add(text)
        let words = Words.hashes(of: text)
        for n in 1...3 where total[n - 1] < Self.maximumRuns {
            for run in Words.runs(words, of: n) {
                total[n - 1] += 1
                seen[n - 1].insert(run)
            }
        }
        guard sample.count < Self.maximumNeighbours || key < (sample.last?.key ?? 0) else { return }
        let place = sample.firstIndex { $0.key > key } ?? sample.count
        sample.insert((key, Set(Words.runs(words, of: 3))), at: place)
        if sample.count > Self.maximumNeighbours { sample.removeLast() }
    }

    /// Different runs of n words for each run: 1 is best.
    package func distinct(_ n: Int) -> Double {
        total[n - 1] == 0
            ? 0 : (Double(seen[n - 1].count) / Double(total[n - 1]) * 1e4).rounded() / 1e4
    }

    /// The mean similarity of an answer to the one most like it, in a sample: 0 is best.
    package var nearestNeighbour: Double? {
        guard sample.count > 1 else { return nil }
        var sum = 0.0
        for (place, one) in sample.enumerated() {
            var best = 0.0
            for (other, two) in sample.enumerated() where other != place {
                let shared = one.runs.intersection(two.runs).count
                let all = one.runs.count + two.runs.count - shared
                if all > 0 { best = max(best, Double(shared) / Double(all)) }
            }
            sum += best
        }
        return (sum / Double(sample.count) * 1e4).rounded() / 1e4
    }

    package var json: JSON {
        [
            "answers": .integer(Int64(answers)), "distinct1": .double(distinct(1)),
            "distinct2": .double(distinct(2)), "distinct3": .double(distinct(3)),
            "nearestNeighbour": nearestNeighbour.map { .double($0) } ?? .null,
            "style": style.json,
        ]
    }
}
