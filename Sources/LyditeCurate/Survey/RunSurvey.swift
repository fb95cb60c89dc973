package import LyditeCore
package import LyditeStore

/// What is measured of all traces of a store in one pass, for the report.
package struct RunSurvey: Sendable {
    /// Answers that diversity is measured of, at about.
    private static let answers = 20_000

    package private(set) var solving = SolveRates()
    package private(set) var diversity = Diversity()
    /// Rollouts of a model whose text an earlier one of the same variant has too.
    package private(set) var identical: [String: Int] = [:]
    /// Rows by number of transforms, and those of problems that no person wrote.
    package private(set) var depths: [Int: Int] = [:]
    package private(set) var syntheticRows = 0

    private let seed: UInt64
    private let unbiased: Int
    /// One of so many answers is measured.
    private let stride: UInt64
    private var variant: StoredVariant?
    private var decided: [(text: String, isCorrect: Bool)] = []
    private var texts: Set<Digest> = []

    /// - Parameters:
    ///   - traces: All traces of the store.
    ///   - unbiased: Rollouts from this number on came because of what others showed; rates are told without them.
    package init(seed: UInt64, traces: Int, unbiased: Int) {
        self.seed = seed
        self.unbiased = unbiased
        stride = UInt64(max(1, traces / Self.answers))
    }

    package mutating func add(_ variant: StoredVariant, _ trace: StoredTrace) {
        if self.variant?.row != variant.row {
            close()
            self.variant = variant
        }
        if trace.verdict.isDecided, trace.number < unbiased {
            decided.append((trace.candidate ?? "", trace.verdict == .correct))
        }
        if trace.isKept {
            depths[variant.depth, default: 0] += 1
            if !variant.isReal { syntheticRows += 1 }
            let key = trace.digest.prefix64
            if key % stride == 0 { diversity.add(trace.text, key: Words.mix(key)) }
        }
        if trace.sampler == "endpoint" || trace.sampler == "batch" {
            let text = Digest(of: Array((trace.model + "|" + trace.text).utf8))
            if !texts.insert(text).inserted { identical[trace.model, default: 0] += 1 }
        }
    }

    /// Takes in the last problem; nothing is added afterwards.
    package mutating func close() {
        guard let variant else { return }
        var generator = SeededGenerator(
            seed: seed, parent: variant.digest, stage: "majority", index: 0)
        solving.add(topic: variant.topic, answers: decided, &generator)
        decided.removeAll(keepingCapacity: true)
        texts.removeAll(keepingCapacity: true)
        self.variant = nil
    }

    package var rows: Int { depths.values.reduce(0, +) }

    package var meanDepth: Double {
        let sum = depths.reduce(0) { $0 + $1.key * $1.value }
        return rows == 0 ? 0 : (Double(sum) / Double(rows) * 100).rounded() / 100
    }

    package var syntheticShare: Double {
        rows == 0 ? 0 : (Double(syntheticRows) / Double(rows) * 1e4).rounded() / 1e4
    }

    package var json: JSON {
        [
            "solving": solving.json, "diversity": diversity.json,
            "meanDepth": .double(meanDepth), "syntheticShare": .double(syntheticShare),
        ]
    }
}
