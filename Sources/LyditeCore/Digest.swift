internal import CSodium

/// The identity of a thing by its content: SHA-256 of its canonical JSON.
package struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
    // Four words rather than an array: a digest is copied and hashed for every row.
    private var a: UInt64
    private var b: UInt64
    private var c: UInt64
    private var d: UInt64

    /// Reads 32 bytes; nil for any other count.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
        (a, b, c, d) = words
    }

    /// Reads 64 hexadecimal digits.
    package init?(hexadecimal text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            guard
                let byte = UInt8(
                    String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(byte)
        }
        self.init(bytes: bytes)
    }

    /// SHA-256 of `bytes`.
    package init(of bytes: [UInt8]) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { out in
            _ = crypto_hash_sha256(
                out.baseAddress!.assumingMemoryBound(to: UInt8.self), bytes, UInt64(bytes.count))
        }
        (a, b, c, d) = words
    }

    /// SHA-256 of the canonical form of `json`.
    package init(of json: JSON) { self.init(of: CanonicalJSON.bytes(of: json)) }

    package var bytes: [UInt8] {
        withUnsafeBytes(of: (a, b, c, d)) { Array($0) }
    }

    /// 64 lower-case hexadecimal digits.
    package var description: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The first 12 digits, enough to tell things apart in a message.
    package var short: String { String(description.prefix(12)) }

    /// The first eight bytes as a number: a uniform key for splits and shards.
    package var prefix64: UInt64 { UInt64(bigEndian: a) }

    package static func < (left: Digest, right: Digest) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
