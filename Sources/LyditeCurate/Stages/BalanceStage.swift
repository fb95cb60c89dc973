internal import LyditeCore
internal import LyditeStore

/// Bounds what one problem, family, topic and band of difficulty gives to the set.
///
/// Which rows go is decided by their digests: the same for the same rows and seed, whatever their order.
struct BalanceStage: CurationStage {
    static let kind = CurationStageKind(
        "balance", "caps for problems, families, topics and difficulty",
        [
            .init("per-problem", .integer(1...1_000_000), .null, "rows of one problem"),
            .init("per-family", .integer(1...1_000_000_000), .null, "rows of one family"),
            .init("topic-share", .number(0...1), .null, "largest share of one topic"),
            .init("band-share", .number(0...1), .null, "largest share of a fifth of pass rates"),
            .init(
                "topics", .numbers(0...1), .null,
                "shares that topics are to have; others stay as they are"),
        ]
    ) { settings, seed in
        BalanceStage(
            perProblem: settings.integer("per-problem"), perFamily: settings.integer("per-family"),
            topicShare: settings.number("topic-share"), bandShare: settings.number("band-share"),
            targets: settings.numbers("topics"), seed: seed)
    }

    private struct Entry {
        var trace: Int64
        var key: UInt64
        var problem: Int32
        var family: Int32
        var topic: Int32
        var band: Int32
    }

    let perProblem: Int?
    let perFamily: Int?
    let topicShare: Double?
    let bandShare: Double?
    let targets: [(name: String, value: Double)]
    let seed: UInt64
    private var entries: [Entry] = []
    private var names = NameTable()

    init(
        perProblem: Int?, perFamily: Int?, topicShare: Double?, bandShare: Double?,
        targets: [(name: String, value: Double)], seed: UInt64
    ) {
        self.perProblem = perProblem
        self.perFamily = perFamily
        self.topicShare = topicShare
        self.bandShare = bandShare
        self.targets = targets
        self.seed = seed
    }

    mutating func omission(of row: CurationRow) -> StageOmission? {
        entries.append(
            Entry(
                trace: row.trace.row, key: Words.mix(seed ^ row.trace.digest.prefix64),
                problem: Int32(truncatingIfNeeded: row.variant.row),
                family: names.place("family " + row.variant.family),
                topic: names.place("topic " + row.variant.topic),
                band: names.place("band \(Difficulty.band(row.passRate))")))
        return nil
    }

    mutating func finish(
        _ isOmitted: (Int64) -> Bool
    ) -> [(trace: Int64, omission: StageOmission)] {
        var left = entries.filter { !isOmitted($0.trace) }
            .sorted { ($0.key, $0.trace) < ($1.key, $1.trace) }
        entries = []
        var omitted: [(trace: Int64, omission: StageOmission)] = []
        func cap(_ field: KeyPath<Entry, Int32>, _ reason: String, _ bound: (Int32) -> Int?) {
            var counts: [Int32: Int] = [:]
            left = left.filter { entry in
                let name = entry[keyPath: field]
                guard let bound = bound(name), counts[name, default: 0] >= bound else {
                    counts[name, default: 0] += 1
                    return true
                }
                omitted.append((entry.trace, StageOmission(reason, beside: "cap \(bound)")))
                return false
            }
        }
        if let perProblem { cap(\.problem, "problem-cap") { _ in perProblem } }
        if let perFamily { cap(\.family, "family-cap") { _ in perFamily } }
        if !targets.isEmpty {
            let bounds = targetBounds(left)
            cap(\.topic, "topic-target") { bounds[$0] }
        }
        if let topicShare {
            let bound = Self.bound(left.map(\.topic), share: topicShare)
            cap(\.topic, "topic-cap") { _ in bound }
        }
        if let bandShare {
            let bound = Self.bound(left.map(\.band), share: bandShare)
            cap(\.band, "difficulty-cap") { _ in bound }
        }
        return omitted
    }

    /// The largest count of one name at which it has no more than its share of all that is then left.
    private static func bound(_ names: [Int32], share: Double) -> Int {
        let counts = Dictionary(grouping: names) { $0 }.values.map(\.count)
        // With few names none can be small.
        let share = max(share, 1 / Double(max(1, counts.count)))
        return ShareBound.of(Array(counts), share: share)
    }

    /// Rows of each topic with a target, when the scarcest of them decides how many there can be.
    private func targetBounds(_ left: [Entry]) -> [Int32: Int] {
        var counts: [Int32: Int] = [:]
        for entry in left { counts[entry.topic, default: 0] += 1 }
        let known = targets.compactMap { target in
            names.known("topic " + target.name).map { (topic: $0, share: target.value) }
        }
        let total =
            known.filter { $0.share > 0 }
            .map { Double(counts[$0.topic] ?? 0) / $0.share }.min() ?? 0
        return Dictionary(
            known.map { ($0.topic, Int((total * $0.share).rounded())) }, uniquingKeysWith: { $1 })
    }
}
