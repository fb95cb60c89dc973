internal import Glibc
internal import LyditeCore
internal import LyditeCurate
package import LyditeStore

/// Gathers what ``MeterReading`` tells from the answers of one round.
package struct CollapseMeter: Sendable {
    /// The structures of people's solutions that are rare there.
    package struct Tail: Sendable {
        /// The share of the solutions that the rare structures make up together, at most.
        private static let share = 0.25
        /// How often each of them stands there, as a share of all.
        fileprivate let shares: [UInt64: Double]

        package init(_ solutions: [String]) {
            var counts: [UInt64: Int] = [:]
            for text in solutions { counts[AnswerShape.of(text), default: 0] += 1 }
            let bound = Int(Double(solutions.count) * Self.share)
            var sum = 0
            var rare: [UInt64: Double] = [:]
            // What stands there once may be an accident.
            for (shape, count) in counts.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) })
            where count > 1 {
                guard sum + count <= bound else { break }
                sum += count
                rare[shape] = Double(count) / Double(solutions.count)
            }
            shares = rare
        }

        package var count: Int { shares.count }

        /// How far the rare structures are still as frequent as there: 1 for all of them, 0 for none.
        fileprivate func coverage(_ found: [UInt64: Int], of answers: Int) -> Double? {
            guard !shares.isEmpty, answers > 0 else { return nil }
            // Added up in a fixed order, as sums of floating-point numbers depend on it.
            let sum = shares.sorted { $0.key < $1.key }.reduce(0.0) { sum, one in
                let share = Double(found[one.key] ?? 0) / Double(answers)
                return sum + min(1, share / one.value)
            }
            return sum / Double(shares.count)
        }
    }

    /// Answers that are looked at; more tell nothing new.
    private static let maximumAnswers = 50_000

    private let tail: Tail?
    private var reading = MeterReading()
    private var share = SampledShare(k: 1)
    private var diversity = Diversity()
    private var shapes: Set<UInt64> = []
    private var given: [String: Int] = [:]
    private var right: [String: Int] = [:]
    private var words = 0
    private var found: [UInt64: Int] = [:]

    package init(tail: Tail?) { self.tail = tail }

    /// Adds all answers to one problem.
    ///
    /// - Parameter gold: The right answer; nil where it is no single text.
    package mutating func add(gold: String?, _ traces: [StoredTrace]) {
        guard !traces.isEmpty, reading.answers < Self.maximumAnswers else { return }
        var correct = 0
        for trace in traces {
            reading.answers += 1
            if trace.verdict == .correct { correct += 1 }
            if !trace.verdict.isDecided { reading.undecided += 1 }
            let shape = AnswerShape.of(trace.text)
            shapes.insert(shape)
            if tail?.shares[shape] != nil { found[shape, default: 0] += 1 }
            words += trace.text.split { $0 == " " || $0 == "\n" }.count
            diversity.add(trace.text, key: trace.digest.prefix64)
            if let gold {
                // All right answers to a problem are one, however they are written.
                given[trace.verdict == .correct ? gold : trace.candidate ?? "", default: 0] += 1
                right[gold, default: 0] += 1
            }
        }
        reading.correct += correct
        share.add(Double(correct) / Double(traces.count))
    }

    package func reading(rewritten: (changed: Int, tried: Int)) -> MeterReading {
        var reading = reading
        guard reading.answers > 0 else { return reading }
        reading.passRate = share.mean
        reading.standardError = share.standardError
        reading.distinct = diversity.distinct(2)
        reading.structures = Double(shapes.count) / Double(reading.answers)
        let most = Self.entropy(right)
        reading.entropy = most > 0 ? Self.entropy(given) / most : 1
        reading.words = Double(words) / Double(reading.answers)
        reading.tail = tail?.coverage(found, of: reading.answers)
        reading.rewritten = rewritten.tried
        reading.disagreement =
            rewritten.tried == 0 ? 0 : Double(rewritten.changed) / Double(rewritten.tried)
        return reading
    }

    /// In bits; added up in a fixed order, as sums of floating-point numbers depend on it.
    private static func entropy(_ counts: [String: Int]) -> Double {
        let total = Double(counts.values.reduce(0, +))
        guard total > 0 else { return 0 }
        return counts.values.sorted().reduce(0) { sum, count in
            let share = Double(count) / total
            return sum - share * log2(share)
        }
    }
}
