internal import LyditeCore

/// Deterministic draws: SHA-256 of a key and a counter, four words at a time.
///
/// The key is the digest of both sides' sorted digests, so a pair draws the same in either order
/// and no candidate can steer the draws.
struct Draws {
    /// The key, and the counter in its last eight bytes.
    private var block: [UInt8]
    private var counter: UInt64 = 0
    private var words: [UInt64] = []

    init(_ first: [UInt8], _ second: [UInt8]) {
        let pair = [Digest(of: first), Digest(of: second)].sorted()
        block = Digest(of: pair[0].bytes + pair[1].bytes).bytes + [UInt8](repeating: 0, count: 8)
    }

    mutating func next() -> UInt64 {
        if words.isEmpty {
            withUnsafeBytes(of: counter.littleEndian) { block.replaceSubrange(32..., with: $0) }
            counter += 1
            let bytes = Digest(of: block).bytes
            for start in stride(from: 0, to: 32, by: 8) {
                words.append(bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) })
            }
        }
        return words.removeLast()
    }

    mutating func below(_ bound: UInt64) -> UInt64 {
        next().multipliedFullWidth(by: bound).high
    }
}
