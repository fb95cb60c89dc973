internal import LyditeCore

/// When a loop ends by itself: how far each reading may go from that of the first round.
///
/// All are shares of the first round's reading, save those that say otherwise; 0 switches one off. They are read from the
/// answers to the held-out problems, which are the same in every round, so that another choice of problems changes none.
package struct CollapseRule: Hashable, Sendable {
    /// Different runs of two words.
    package var distinct = 0.7
    /// Different structures of an answer.
    package var structures = 0.5
    /// Entropy of the final answers.
    package var entropy = 0.8
    /// The factor by which answers may become longer or shorter.
    package var length = 1.8
    /// Rare structures of people's solutions that the policy still writes.
    package var tail = 0.5
    /// The most verdicts that another form of the same answer may change.
    package var disagreement = 0.01
    /// The most by which held-out accuracy may lie below the best before, beyond one standard error.
    package var heldOut = 0.05

    package init() {}

    static let fields:
        [(name: String, path: any WritableKeyPath<CollapseRule, Double> & Sendable)] = [
            ("distinct", \.distinct), ("structures", \.structures), ("entropy", \.entropy),
            ("length", \.length), ("tail", \.tail), ("disagreement", \.disagreement),
            ("held_out", \.heldOut),
        ]

    var json: JSON {
        .object(Self.fields.map { JSON.Member($0.name, .double(self[keyPath: $0.path])) })
    }

    /// Why the loop should end after the last of these readings; none where it may go on.
    package func alarms(_ readings: [MeterReading]) -> [String] {
        guard let first = readings.first, let last = readings.last, readings.count > 1 else {
            return []
        }
        var alarms: [String] = []
        func fell(_ name: String, _ limit: Double, _ value: Double?, _ before: Double?) {
            guard limit > 0, let value, let before, before > 0, value < limit * before else {
                return
            }
            alarms.append(
                "\(name) fell to \(Self.text(value)) from \(Self.text(before)), below "
                    + "\(Self.text(limit)) of it")
        }
        fell("distinct pairs of words", distinct, last.distinct, first.distinct)
        fell("structures for each answer", structures, last.structures, first.structures)
        fell("the entropy of answers", entropy, last.entropy, first.entropy)
        fell("the tail of rare structures", tail, last.tail, first.tail)
        if length > 0, first.words > 0 {
            let factor = last.words / first.words
            if factor > length || factor * length < 1 {
                alarms.append(
                    "answers have \(Self.text(last.words)) words, and had \(Self.text(first.words))"
                )
            }
        }
        if disagreement > 0, last.disagreement > disagreement {
            alarms.append(
                "another form of the same answer changes \(Percent.text(last.disagreement)) of "
                    + "the verdicts")
        }
        let best = readings.dropLast().map(\.passRate).max() ?? 0
        if heldOut > 0, last.passRate < best - heldOut - last.standardError {
            alarms.append(
                "held-out accuracy is \(Percent.text(last.passRate)), and was "
                    + Percent.text(best))
        }
        return alarms
    }

    private static func text(_ value: Double) -> String {
        "\((value * 1_000).rounded() / 1_000)"
    }
}
