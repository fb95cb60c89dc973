/// Finds texts that share most of their runs of words, without comparing each with each.
///
/// 120 minima of hashes in 20 bands of six: two texts with a Jaccard similarity of 0.8 meet in a band with a chance of
/// 99.8 %, of 0.5 with 27 %. What meets is first held against 8 bits of each minimum, then compared exactly, so that no
/// two texts below the bound count as near.
///
/// - Complexity: O(1) look-ups a text; memory of about 300 bytes for each text that is kept.
/// - Source: Broder, "On the resemblance and containment of documents", 1997.
package struct MinHash {
    static let bands = 20
    static let rows = 6
    static let hashes = bands * rows
    /// Texts of one band key that are remembered; more of them would be near each other already.
    private static let maximumChain = 8
    /// Texts that are compared exactly for one new text at most.
    private static let maximumCompared = 24

    /// A text as its runs of words and their minima.
    package struct Sketch {
        var runs: [UInt64]
        var minima: [UInt32]
    }

    private let similarity: Double
    private let words: Int
    private let factors: [UInt32]
    private let offsets: [UInt32]
    /// Open addressing: the high half of a slot is the band's key, the low half the text's place and one.
    private var slots: [UInt64]
    private var used = 0
    /// Eight bits of each minimum of each text kept.
    private var signatures: [UInt8] = []
    /// What the caller knows each text by.
    private var names: [Int64] = []

    package init(similarity: Double, words: Int) {
        self.similarity = similarity
        self.words = words
        var state: UInt64 = 0x5EED
        func next() -> UInt32 {
            state = Words.mix(state)
            return UInt32(truncatingIfNeeded: state)
        }
        factors = (0..<Self.hashes).map { _ in next() | 1 }
        offsets = (0..<Self.hashes).map { _ in next() }
        slots = [UInt64](repeating: 0, count: 1 << 12)
    }

    package var count: Int { names.count }

    /// Nil for a text that is too short to have a run of words.
    package func sketch(_ text: String) -> Sketch? {
        let runs = Array(Set(Words.runs(Words.hashes(of: text), of: words)))
        guard !runs.isEmpty else { return nil }
        var minima = [UInt32](repeating: .max, count: Self.hashes)
        factors.withUnsafeBufferPointer { factors in
            offsets.withUnsafeBufferPointer { offsets in
                minima.withUnsafeMutableBufferPointer { minima in
                    for run in runs {
                        let low = UInt32(truncatingIfNeeded: run >> 32)
                        for index in 0..<Self.hashes {
                            // The high bits of a product are spread best; those below are folded in.
                            let value = (low &* factors[index]) &+ offsets[index]
                            let spread = value ^ (value >> 15)
                            if spread < minima[index] { minima[index] = spread }
                        }
                    }
                }
            }
        }
        return Sketch(runs: runs.sorted(), minima: minima)
    }

    /// The name of an earlier text that is near.
    ///
    /// - Parameter runs: The runs of words of an earlier text, by its name; nil where it is gone.
    package func near(
        _ sketch: Sketch, text: (Int64) throws -> String?
    ) rethrows -> Int64? {
        var seen: Set<Int32> = []
        for band in 0..<Self.bands {
            let key = Self.key(sketch, band)
            var at = Int(key) & (slots.count - 1)
            while slots[at] != 0 {
                if UInt32(slots[at] >> 32) == key {
                    seen.insert(Int32(truncatingIfNeeded: slots[at] & 0xFFFF_FFFF) - 1)
                }
                at = (at + 1) & (slots.count - 1)
            }
        }
        // The earliest that is near is the answer, whichever band it was met in.
        var compared = 0
        for place in seen.sorted() where isLikely(sketch, Int(place)) {
            guard compared < Self.maximumCompared else { break }
            compared += 1
            guard let other = try text(names[Int(place)]) else { continue }
            if Self.jaccard(sketch.runs, self.runs(other)) >= similarity {
                return names[Int(place)]
            }
        }
        return nil
    }

    package mutating func insert(_ sketch: Sketch, name: Int64) {
        let place = UInt64(names.count) + 1
        names.append(name)
        for minimum in sketch.minima { signatures.append(UInt8(truncatingIfNeeded: minimum)) }
        for band in 0..<Self.bands {
            if used * 10 >= slots.count * 7 { grow() }
            add(Self.key(sketch, band), place)
        }
    }

    private mutating func add(_ key: UInt32, _ place: UInt64) {
        var at = Int(key) & (slots.count - 1)
        var chain = 0
        while slots[at] != 0 {
            if UInt32(slots[at] >> 32) == key {
                chain += 1
                if chain == Self.maximumChain { return }
            }
            at = (at + 1) & (slots.count - 1)
        }
        slots[at] = UInt64(key) << 32 | place
        used += 1
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        used = 0
        for slot in old where slot != 0 { add(UInt32(slot >> 32), slot & 0xFFFF_FFFF) }
    }

    /// Whether the stored bits leave it possible that two texts are near: five standard deviations below the bound.
    private func isLikely(_ sketch: Sketch, _ place: Int) -> Bool {
        var equal = 0
        let start = place * Self.hashes
        for index in 0..<Self.hashes
        where signatures[start + index] == UInt8(truncatingIfNeeded: sketch.minima[index]) {
            equal += 1
        }
        let deviation =
            (similarity * (1 - similarity) / Double(Self.hashes)).squareRoot()
        return Double(equal) / Double(Self.hashes) >= similarity - 5 * deviation
    }

    private func runs(_ text: String) -> [UInt64] {
        Array(Set(Words.runs(Words.hashes(of: text), of: words))).sorted()
    }

    private static func key(_ sketch: Sketch, _ band: Int) -> UInt32 {
        var hash = UInt64(band)
        for row in 0..<rows { hash = Words.mix(hash ^ UInt64(sketch.minima[band * rows + row])) }
        return UInt32(truncatingIfNeeded: hash >> 32)
    }

    /// Shared runs among all runs of two sorted lists.
    static func jaccard(_ left: [UInt64], _ right: [UInt64]) -> Double {
        var (i, j, shared) = (0, 0, 0)
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                shared += 1
                i += 1
                j += 1
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        let all = left.count + right.count - shared
        return all == 0 ? 0 : Double(shared) / Double(all)
    }
}
