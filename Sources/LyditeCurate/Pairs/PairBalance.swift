/// Chooses among all possible pairs of a set, so that neither a family, a class of error nor length rules it.
///
/// Every pair is a few bytes here, whatever its texts. What is left out is the same for the same pairs and seed.
package struct PairBalance: Sendable {
    /// Why a possible pair was left out.
    package enum Reason: String, CaseIterable, Sendable {
        case familyShare = "family-share"
        case classShare = "class-share"
        case lengthBalance = "length-balance"
    }

    private struct Entry {
        var family: Int32
        var kind: Int32
        /// 1 where the chosen side is longer, -1 where it is shorter.
        var longer: Int8
        /// Pairs with a higher one go first.
        var key: UInt64
        var omitted: Reason?
    }

    private let rules: PairRules
    private var entries: [Entry] = []
    private var families = NameTable()
    private var kinds = NameTable()

    package init(rules: PairRules) { self.rules = rules }

    package var count: Int { entries.count }

    /// - Parameters:
    ///   - key: Decides among equals; made from the seed and the pair.
    ///   - isSpecial: Whether the pair shows its first wrong step, and so stays before others.
    package mutating func add(
        family: String, kind: String, chosenBytes: Int, rejectedBytes: Int, key: UInt64,
        isSpecial: Bool
    ) {
        let high: UInt64 = isSpecial ? 0 : 1 << 63
        entries.append(
            Entry(
                family: families.place(family), kind: kinds.place(kind),
                longer: chosenBytes > rejectedBytes ? 1 : chosenBytes < rejectedBytes ? -1 : 0,
                key: key >> 1 | high))
    }

    /// For each pair in the order of ``add``, why it is left out; nil where it stays.
    package mutating func choose() -> [Reason?] {
        let least = Int((Double(entries.count) * rules.leastKept).rounded(.up))
        // The ones to go first come first.
        let order = entries.indices.sorted {
            (entries[$0].key, $0) > (entries[$1].key, $1)
        }
        // Each bound is taken of what is left, so that each round can ask for a little more.
        for _ in 0..<12 {
            let before = kept
            let familyShare = max(rules.familyShare, 2 / Double(max(1, families.count)))
            cap(\.family, names: families.count, share: familyShare, .familyShare, order, least)
            // With few classes none can be small.
            let classShare = max(rules.classShare, 1 / Double(max(1, kinds.count)))
            cap(\.kind, names: kinds.count, share: classShare, .classShare, order, least)
            balanceLengths(order, least)
            if kept == before { break }
        }
        return entries.map(\.omitted)
    }

    private var kept: Int { entries.count { $0.omitted == nil } }

    private mutating func cap(
        _ field: KeyPath<Entry, Int32>, names: Int, share: Double, _ reason: Reason,
        _ order: [Int], _ least: Int
    ) {
        var counts = [Int](repeating: 0, count: names)
        for entry in entries where entry.omitted == nil { counts[Int(entry[keyPath: field])] += 1 }
        let bound = ShareBound.of(counts, share: share)
        var left = kept
        var excess = lengthExcess
        // First those that also tip the balance of lengths, so that one omission serves both.
        for isTipping in [true, false] {
            for index in order where left > least && entries[index].omitted == nil {
                let name = Int(entries[index][keyPath: field])
                guard counts[name] > bound else { continue }
                let longer = Int(entries[index].longer)
                if isTipping, excess == 0 || longer != excess.signum() { continue }
                counts[name] -= 1
                left -= 1
                excess -= longer
                entries[index].omitted = reason
            }
        }
    }

    /// Pairs whose chosen side is longer, less those whose chosen side is shorter.
    private var lengthExcess: Int {
        entries.reduce(0) { $0 + ($1.omitted == nil ? Int($1.longer) : 0) }
    }

    /// Leaves out pairs of the more frequent order of lengths, until the AUC is near enough to 0.5.
    private mutating func balanceLengths(_ order: [Int], _ least: Int) {
        var total = kept
        var excess = lengthExcess
        let crowded = crowdedKinds(of: total)
        // First those of the classes that are near their bound: to take others would push these over it.
        for isCrowded in [true, false] {
            for index in order where total > least && entries[index].omitted == nil {
                // Twice the distance of the AUC from 0.5, times the number of pairs.
                guard Double(abs(excess)) > 2 * rules.lengthBias * Double(total) else { return }
                guard Int(entries[index].longer) == excess.signum(),
                    crowded[Int(entries[index].kind)] == isCrowded
                else { continue }
                entries[index].omitted = .lengthBalance
                total -= 1
                excess -= excess.signum()
            }
        }
    }

    private func crowdedKinds(of total: Int) -> [Bool] {
        var counts = [Int](repeating: 0, count: kinds.count)
        for entry in entries where entry.omitted == nil { counts[Int(entry.kind)] += 1 }
        let bound = 0.9 * rules.classShare * Double(total)
        return counts.map { Double($0) >= bound }
    }
}
