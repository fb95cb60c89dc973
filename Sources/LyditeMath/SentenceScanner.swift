/// Finds where sentences end; formulas are not cut.
struct SentenceScanner {
    private let bytes: Bytes

    init(_ bytes: Bytes) { self.bytes = bytes }

    /// The end of the sentence or formula that begins at `start`.
    func end(_ start: Int, before limit: Int) -> Int {
        if let close = formulaEnd(start, before: limit) { return sentence(close, limit) }
        return sentence(start, limit)
    }

    /// Past the closing delimiter of the formula that begins at `at`.
    func formulaEnd(_ at: Int, before limit: Int) -> Int? {
        let pairs: [(StaticString, StaticString)] = [
            ("$$", "$$"), ("\\(", "\\)"), ("\\[", "\\]"),
        ]
        for (open, close) in pairs where bytes.has(open, at: at) {
            return bytes.find(close, in: at + 2..<limit).map { $0 + 2 }
        }
        guard at < limit, bytes[at] == UInt8(ascii: "$") else { return nil }
        let line = bytes.lineEnd(at, before: limit)
        guard at + 1 < line,
            let close = bytes.findByte(UInt8(ascii: "$"), in: at + 1..<line), close > at + 1,
            !(close + 1 < limit && isDigit(bytes[close + 1]))
        else { return nil }
        // "$ \\frac12 $" is a formula, "$5 and $6" are two prices.
        let wide = bytes.has("$ \\", at: at)
        guard wide || !isSpace(bytes[at + 1]) && !isSpace(bytes[close - 1]) else { return nil }
        return close + 1
    }

    private func sentence(_ start: Int, _ limit: Int) -> Int {
        var at = start
        while at < limit {
            switch bytes[at] {
            case 0x0A: return at
            case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"):
                if at + 1 >= limit || isSpace(bytes[at + 1]) { return at + 1 }
            case UInt8(ascii: "$"), UInt8(ascii: "\\"):
                if let close = formulaEnd(at, before: limit) {
                    at = close
                    continue
                }
            case 0xE3: if bytes.has("。", at: at) { return min(at + 3, limit) }
            case 0xE0: if bytes.has("।", at: at) { return min(at + 3, limit) }
            default: break
            }
            at += 1
        }
        return limit
    }
}
