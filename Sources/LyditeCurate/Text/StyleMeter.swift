package import LyditeCore

/// Measures the manner of a set of answers: words, flattery, and how many begin in the same way.
package struct StyleMeter: Sendable {
    private var answers = 0
    private var words = 0
    private var flattering = 0
    private var openings: [UInt64: Int] = [:]
    private var shapes: [UInt64: Int] = [:]

    /// Words that make an opening.
    private static let openingWords = 4
    /// Different openings and shapes that are told apart; more are one.
    private static let maximumKinds = 200_000

    private static let phrases = [
        "great question", "excellent question", "what a wonderful", "you are absolutely right",
        "you're absolutely right", "what a great", "brilliant question", "as you rightly",
        "i completely agree with you", "you are so smart", "fantastic question",
    ]

    package init() {}

    package mutating func add(_ text: String) {
        answers += 1
        let hashes = Words.hashes(of: text, masksNumbers: true)
        words += hashes.count
        if Self.flattery(in: text) != nil { flattering += 1 }
        Self.count(Words.digest(Array(hashes.prefix(Self.openingWords))), in: &openings)
        Self.count(
            Words.digest(Words.hashes(of: text, masksNumbers: true, masksNames: true)), in: &shapes)
    }

    private static func count(_ kind: UInt64, in counts: inout [UInt64: Int]) {
        if counts[kind] == nil, counts.count >= maximumKinds { return }
        counts[kind, default: 0] += 1
    }

    /// A phrase that flatters who asked; nil for an answer without one.
    package static func flattery(in text: String) -> String? {
        // Only how an answer begins flatters; a later quotation does not.
        let head = text.prefix(400).lowercased()
        return phrases.first { FormatStage.count($0, in: head) > 0 }
    }

    package var meanWords: Double { answers == 0 ? 0 : Self.rounded(Double(words), answers) }
    package var flatteryShare: Double {
        answers == 0 ? 0 : Self.rounded(Double(flattering), answers)
    }

    /// The share of answers that begin with the most frequent words, numbers masked.
    package var openingShare: Double {
        answers == 0 ? 0 : Self.rounded(Double(openings.values.max() ?? 0), answers)
    }

    /// Different answers, names and numbers masked, for each answer: 1 is best, a template gives almost 0.
    package var shapesPerAnswer: Double {
        answers == 0 ? 0 : Self.rounded(Double(shapes.count), answers)
    }

    package var structuralClasses: Int { shapes.count }

    private static func rounded(_ sum: Double, _ count: Int) -> Double {
        (sum / Double(count) * 1e4).rounded() / 1e4
    }

    package var json: JSON {
        [
            "meanWords": .double(meanWords), "sycophancy": .double(flatteryShare),
            "mostFrequentOpening": .double(openingShare),
            "structuralClasses": .integer(Int64(structuralClasses)),
            "structuresPerAnswer": .double(shapesPerAnswer),
        ]
    }
}
