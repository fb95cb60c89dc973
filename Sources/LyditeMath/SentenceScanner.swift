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
        if bytes.has("$$", at: at) { return bytes.find("$$", in: at + 2..<limit).map { $0 + 2 } }
        if bytes.has("\\(", at: at) { return close(at, UInt8(ascii: ")"), before: limit) }
        if bytes.has("\\[", at: at) { return close(at, UInt8(ascii: "]"), before: limit) }
        guard at < limit, bytes[at] == UInt8(ascii: "$") else { return nil }
        // The next dollar sign first: to look for the end of the line each time is quadratic.
        guard at + 1 < limit, let close = bytes.findByte(UInt8(ascii: "$"), in: at + 1..<limit),
            close > at + 1, bytes.lineEnd(at, before: close) == close,
            !(close + 1 < limit && isDigit(bytes[close + 1]))
        else { return nil }
        // "$ \\frac12 $" is a formula, "$5 and $6" are two prices.
        let wide = bytes.has("$ \\", at: at)
        guard wide || !isSpace(bytes[at + 1]) && !isSpace(bytes[close - 1]) else { return nil }
        return close + 1
    }

    /// Past the next `\)` or `\]`, unless another formula opens in the same way before it.
    ///
    /// Formulas do not nest, and a search that went on would make many openings quadratic. The
    /// row end in `\\[4pt]` opens nothing, unless the whole text is escaped twice.
    private func close(_ open: Int, _ closer: UInt8, before limit: Int) -> Int? {
        let isTwice = open > 0 && bytes[open - 1] == UInt8(ascii: "\\")
        var at = open + 2
        while at < limit, let hit = bytes.findByte(UInt8(ascii: "\\"), in: at..<limit) {
            guard hit + 1 < limit else { return nil }
            if bytes[hit + 1] == closer { return hit + 2 }
            let isEscaped = bytes[hit - 1] == UInt8(ascii: "\\")
            if bytes[hit + 1] == bytes[open + 1], isEscaped == isTwice { return nil }
            at = hit + 1
        }
        return nil
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
