package import LyditeCore

/// What became of all possible pairs.
package struct PairTally: Sendable {
    /// Pairs that the rules make of each problem by itself.
    package var possible = 0
    package var kept = 0
    package var omitted: [PairBalance.Reason: Int] = [:]
    package var rules: [String: Int] = [:]
    package var classes: [String: Int] = [:]
    package var families: [String: Int] = [:]
    package var lengthBias = LengthBias()
    /// Pairs by the length of each side: bin i holds those below ``lengthBound(_:)``.
    package private(set) var chosenLengths = [Int](repeating: 0, count: bins)
    package private(set) var rejectedLengths = [Int](repeating: 0, count: bins)
    private static let bins = 16

    package init() {}

    package mutating func add(chosenBytes: Int, rejectedBytes: Int) {
        lengthBias.add(chosenBytes: chosenBytes, rejectedBytes: rejectedBytes)
        chosenLengths[Self.bin(chosenBytes)] += 1
        rejectedLengths[Self.bin(rejectedBytes)] += 1
    }

    private static func bin(_ bytes: Int) -> Int {
        (0..<(bins - 1)).first { bytes < lengthBound($0) } ?? bins - 1
    }

    /// The first length beyond a bin, in bytes: each is half as long again as the one before.
    package static func lengthBound(_ bin: Int) -> Int {
        var bound = 64.0
        for _ in 0..<bin { bound *= 1.5 }
        return Int(bound)
    }

    /// The largest share of one class of error, and of one family; 0 without pairs.
    package var largestClass: Double { Self.largest(classes, of: kept) }
    package var largestFamily: Double { Self.largest(families, of: kept) }

    private static func largest(_ counts: [String: Int], of total: Int) -> Double {
        total == 0 ? 0 : (Double(counts.values.max() ?? 0) / Double(total) * 1e4).rounded() / 1e4
    }

    package var json: JSON {
        [
            "possible": .integer(Int64(possible)), "kept": .integer(Int64(kept)),
            "omitted": Self.object(
                PairBalance.Reason.allCases.compactMap { reason in
                    omitted[reason].map { (reason.rawValue, $0) }
                }),
            "rules": Self.object(Self.sorted(rules)), "errorClasses": Self.object(byClass),
            "families": .integer(Int64(families.count)), "largestClass": .double(largestClass),
            "largestFamily": .double(largestFamily),
            "chosenLengths": .array(chosenLengths.map { .integer(Int64($0)) }),
            "rejectedLengths": .array(rejectedLengths.map { .integer(Int64($0)) }),
            "lengthAUC": lengthBias.areaUnderCurve.map { .double($0) } ?? .null,
        ]
    }

    /// The most frequent first.
    package var byClass: [(String, Int)] { Self.sorted(classes) }

    private static func sorted(_ counts: [String: Int]) -> [(String, Int)] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    private static func object(_ counts: [(String, Int)]) -> JSON {
        .object(counts.map { JSON.Member($0.0, .integer(Int64($0.1))) })
    }
}
