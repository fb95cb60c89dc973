/// Candidate text as it may stand in an output row: masked, valid UTF-8, short.
enum CandidateText {
    static let maximumBytes = 200

    /// The beginning of `text`.
    static func head(_ text: String) -> String {
        masked(Array(text.utf8.prefix(4 * maximumBytes)), keepsEnd: false)
    }

    /// The end of what a program wrote.
    static func tail(_ bytes: [UInt8]) -> String {
        masked(Array(bytes.suffix(4 * maximumBytes)), keepsEnd: true)
    }

    private static func masked(_ bytes: [UInt8], keepsEnd: Bool) -> String {
        let clean = Array(String(decoding: withoutAddresses(bytes), as: UTF8.self).utf8)
        guard clean.count > maximumBytes else { return String(decoding: clean, as: UTF8.self) }
        if keepsEnd {
            var start = clean.count - maximumBytes
            while start < clean.count, clean[start] & 0xC0 == 0x80 { start += 1 }
            return String(decoding: clean[start...], as: UTF8.self)
        }
        var end = maximumBytes
        while end > 0, clean[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: clean[..<end], as: UTF8.self)
    }

    /// `0x7f3a...` differs from run to run.
    private static func withoutAddresses(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "0"), at + 2 < bytes.count,
                bytes[at + 1] == UInt8(ascii: "x"),
                isHexadecimal(bytes[at + 2])
            {
                at += 2
                while at < bytes.count, isHexadecimal(bytes[at]) { at += 1 }
                out.append(contentsOf: "0x...".utf8)
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return out
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || byte | 0x20 &- UInt8(ascii: "a") < 6
    }
}
