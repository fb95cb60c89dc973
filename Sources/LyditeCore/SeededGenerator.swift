internal import CSodium

/// A counter-based random generator: the same key gives the same numbers on every machine, for ever.
///
/// The key is the digest of what the choice belongs to (run seed, parent, stage, index), so no choice depends on the
/// order in which others were made. The stream is ChaCha20 with a zero nonce.
///
/// - Source: RFC 8439.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private let key: [UInt8]
    private var block: UInt64 = 0
    private var words: [UInt64] = []
    private var at = 0

    /// - Parameters:
    ///   - seed: The run's seed.
    ///   - parent: What the choice is made for.
    ///   - stage: The name of the stage that chooses.
    ///   - index: Which of the stage's choices for this parent.
    package init(seed: UInt64, parent: Digest, stage: String, index: Int) {
        var text = Array("\(seed)|\(stage)|\(index)|".utf8)
        text.append(contentsOf: parent.bytes)
        key = Digest(of: text).bytes
    }

    package mutating func next() -> UInt64 {
        if at == words.count { refill() }
        defer { at += 1 }
        return words[at]
    }

    /// A number in 0..<bound without bias; `bound` must be above 0.
    ///
    /// Own code, as the standard library does not promise that its method stays the same.
    package mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0)
        let bound = UInt64(bound)
        let unbiased = UInt64.max - UInt64.max % bound
        while true {
            let word = next()
            if word < unbiased { return Int(word % bound) }
        }
    }

    /// A number in `range`, both ends included.
    package mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    package mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

    /// True in `count` of `of` cases.
    package mutating func chance(_ count: Int, of total: Int) -> Bool { below(total) < count }

    package mutating func shuffle<T>(_ items: inout [T]) {
        guard items.count > 1 else { return }
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(last, below(last + 1))
        }
    }

    private mutating func refill() {
        var bytes = [UInt8](repeating: 0, count: 64)
        let nonce = [UInt8](repeating: 0, count: 8)
        let zeros = bytes
        crypto_stream_chacha20_xor_ic(&bytes, zeros, UInt64(zeros.count), nonce, block, key)
        block += 1
        words = (0..<8).map { word in
            (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[word * 8 + $1]) << (8 * UInt64($1)) }
        }
        at = 0
    }
}
