package import LyditeCore
internal import Glibc
internal import LyditeFiles

/// How far the texts of a set are from those of another, such as real ones: by length, words and structure.
///
/// 0 says alike and 1 says nothing in common. Length is the largest gap between both distributions of word counts
/// (Kolmogorov-Smirnov), words and structure are Jensen-Shannon divergences in bits, of words and of runs of three with
/// numbers and names masked.
package struct Distance: Sendable {
    /// The texts of one side.
    package struct Texts: Sendable {
        package private(set) var count = 0
        fileprivate var lengths: [Int: Int] = [:]
        fileprivate var words: [UInt64: Int] = [:]
        fileprivate var runs: [UInt64: Int] = [:]
        /// Different words and runs that are told apart on one side.
        private static let maximumKinds = 2_000_000

        package init() {}

        package mutating func add(_ text: String) {
            count += 1
            let plain = Words.hashes(of: text)
            lengths[plain.count, default: 0] += 1
            for word in plain { Self.count(word, in: &words) }
            let masked = Words.hashes(of: text, masksNumbers: true, masksNames: true)
            for run in Words.runs(masked, of: 3) { Self.count(run, in: &runs) }
        }

        private static func count(_ kind: UInt64, in counts: inout [UInt64: Int]) {
            if counts[kind] == nil, counts.count >= maximumKinds { return }
            counts[kind, default: 0] += 1
        }

        /// Adds the first column that each row of a file has.
        package mutating func add(file path: String, columns: [String]) throws {
            let rows = try FileRows(path)
            while let row = try rows.next() { add(try row.text(of: columns)) }
            guard count > 0 else { throw CurationError.emptyBenchmark(path: path) }
        }
    }

    package let length: Double
    package let vocabulary: Double
    package let structure: Double

    package init(_ left: Texts, _ right: Texts) {
        length = Self.gap(left.lengths, right.lengths)
        vocabulary = Self.divergence(left.words, right.words)
        structure = Self.divergence(left.runs, right.runs)
    }

    private static func gap(_ left: [Int: Int], _ right: [Int: Int]) -> Double {
        let (n, m) = (left.values.reduce(0, +), right.values.reduce(0, +))
        guard n > 0, m > 0 else { return 1 }
        var (a, b, most) = (0.0, 0.0, 0.0)
        for length in Set(left.keys).union(right.keys).sorted() {
            a += Double(left[length] ?? 0) / Double(n)
            b += Double(right[length] ?? 0) / Double(m)
            most = max(most, abs(a - b))
        }
        return rounded(most)
    }

    private static func divergence(_ left: [UInt64: Int], _ right: [UInt64: Int]) -> Double {
        let (n, m) = (left.values.reduce(0, +), right.values.reduce(0, +))
        guard n > 0, m > 0 else { return 1 }
        // Added up in a fixed order, as sums of floating-point numbers depend on it.
        var sum = 0.0
        for kind in Set(left.keys).union(right.keys).sorted() {
            let p = Double(left[kind] ?? 0) / Double(n)
            let q = Double(right[kind] ?? 0) / Double(m)
            let middle = (p + q) / 2
            if p > 0 { sum += p / 2 * log2(p / middle) }
            if q > 0 { sum += q / 2 * log2(q / middle) }
        }
        return rounded(min(1, max(0, sum)))
    }

    private static func rounded(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }

    package var json: JSON {
        [
            "length": .double(length), "vocabulary": .double(vocabulary),
            "structure": .double(structure),
        ]
    }
}
