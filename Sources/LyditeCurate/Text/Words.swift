/// Text as words, for comparison: lower case, punctuation and space gone.
package enum Words {
    /// What a number becomes where numbers do not matter.
    static let number: UInt64 = 1
    /// What a name becomes.
    static let name: UInt64 = 2

    /// A hash of each word.
    ///
    /// - Parameters:
    ///   - masksNumbers: Whether all numbers are one word.
    ///   - masksNames: Whether words with a capital letter within a sentence are one word.
    package static func hashes(
        of text: String, masksNumbers: Bool = false, masksNames: Bool = false
    ) -> [UInt64] {
        var text = text
        return text.withUTF8 { bytes in
            var words: [UInt64] = []
            words.reserveCapacity(bytes.count / 5)
            var at = 0
            var startsSentence = true
            while at < bytes.count {
                let first = bytes[at]
                let sign = signLength(bytes, at)
                if sign > 0 {
                    at += sign
                    continue
                }
                guard isPart(first) else {
                    if first == UInt8(ascii: ".") || first == UInt8(ascii: "?")
                        || first == UInt8(ascii: "!") || first == 10 || first == UInt8(ascii: ":")
                    {
                        startsSentence = true
                    }
                    at += 1
                    continue
                }
                let start = at
                if isDigit(first) {
                    while at < bytes.count, isNumber(bytes, at) { at += 1 }
                    words.append(masksNumbers ? number : hash(bytes, start..<at))
                } else {
                    while at < bytes.count, isPart(bytes[at]), !isDigit(bytes[at]),
                        signLength(bytes, at) == 0
                    {
                        at += 1
                    }
                    let isCapital = first &- UInt8(ascii: "A") < 26
                    let isName = masksNames && isCapital && !startsSentence && at - start > 1
                    if isName {
                        // "Mary Ann" is one name as "Mary" is.
                        if words.last != name { words.append(name) }
                    } else {
                        words.append(hash(bytes, start..<at))
                    }
                }
                startsSentence = false
            }
            return words
        }
    }

    /// Hashes of all runs of `count` words.
    package static func runs(_ words: [UInt64], of count: Int) -> [UInt64] {
        guard words.count >= count else { return [] }
        return (0...(words.count - count)).map { start in
            var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
            for word in words[start..<(start + count)] { hash = mix(hash ^ word) }
            return hash
        }
    }

    /// One hash of the whole.
    package static func digest(_ words: [UInt64]) -> UInt64 {
        var hash = UInt64(words.count)
        for word in words { hash = mix(hash ^ word) }
        return hash
    }

    /// Spreads the bits of a word over all of it (the finish of SplitMix64).
    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range {
            let byte = bytes[index]
            let lower = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
            hash = (hash ^ UInt64(lower)) &* 0x100_0000_01B3
        }
        return mix(hash)
    }

    /// The bytes of a quotation mark, dash, space or other sign of print beyond ASCII; 0 where there is none.
    @inline(__always)
    private static func signLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        // U+0080 to U+00BF, and U+2000 to U+203F.
        if bytes[at] == 0xC2 { return at + 1 < bytes.count ? 2 : 1 }
        guard bytes[at] == 0xE2, at + 2 < bytes.count, bytes[at + 1] == 0x80 else { return 0 }
        return 3
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static func isPart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || isDigit(byte) || byte >= 0x80
    }

    /// Digits, and a point or comma between two of them.
    private static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        if isDigit(bytes[at]) { return true }
        guard bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ",") else {
            return false
        }
        return at + 1 < bytes.count && isDigit(bytes[at + 1])
    }
}
