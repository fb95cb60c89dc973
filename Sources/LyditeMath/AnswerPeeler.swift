/// Takes off what surrounds an answer but is not part of it.
///
/// White space, sentence ends, mathematics delimiters, boxes, text and bold commands, markdown
/// emphasis and quotes. Each turn removes one layer; the number of layers is bounded.
struct AnswerPeeler {
    let bytes: Bytes

    func peel(_ range: Range<Int>) -> Range<Int> {
        var range = ends(range)
        for _ in 0..<MathLimits.wrappers {
            guard let inner = layer(range) else { return range }
            range = ends(inner)
        }
        return range
    }

    /// Without blanks, LaTeX spaces and closing punctuation.
    private func ends(_ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            if isSpace(bytes[low]) || bytes[low] == UInt8(ascii: "~") {
                low += 1
            } else if bytes.has("\u{a0}", at: low) {
                low += 2
            } else if bytes.has("\u{200e}", at: low) || bytes.has("\u{200f}", at: low)
                || bytes.has("\u{202f}", at: low) || bytes.has("\u{feff}", at: low)
            {
                low += 3
            } else if low + 1 < high, bytes[low] == UInt8(ascii: "\\"), isSpacer(bytes[low + 1]) {
                low += 2
            } else {
                break
            }
        }
        while high > low, let shorter = tail(low, high) { high = shorter }
        return low..<high
    }

    private func tail(_ low: Int, _ high: Int) -> Int? {
        let last = bytes[high - 1]
        let escaped = high - 2 >= low && bytes[high - 2] == UInt8(ascii: "\\")
        if isSpace(last) || last == UInt8(ascii: "~") { return high - 1 }
        if escaped, isSpacer(last) || last == UInt8(ascii: "\\") { return high - 2 }
        if escaped { return nil }
        switch last {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"):
            // "5 ..." goes on, it does not end.
            if last == UInt8(ascii: "."), bytes.has("..", at: high - 2) { return nil }
            return high - 1 > low ? high - 1 : nil
        case UInt8(ascii: "!"), UInt8(ascii: "?"):
            // 5! is a factorial, "Yes!" is not.
            guard high - 2 >= low else { return nil }
            let before = bytes[high - 2]
            let isWord = isAsciiLetter(before) && high - 3 >= low && isLetter(bytes[high - 3])
            return isWord ? high - 1 : nil
        default: break
        }
        for mark: StaticString in ["。", "，", "．", "\u{200e}", "\u{200f}", "！"]
        where bytes.has(mark, at: high - 3) && high - 3 > low { return high - 3 }
        if bytes.has("\u{a0}", at: high - 2), high - 2 > low { return high - 2 }
        return nil
    }

    private func isSpacer(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: "!") || byte == UInt8(ascii: " ")
    }

    /// The content of one wrapper around the whole range, or nil.
    private func layer(_ range: Range<Int>) -> Range<Int>? {
        let (low, high) = (range.lowerBound, range.upperBound)
        guard high - low >= 2 else { return nil }
        switch bytes[low] {
        case UInt8(ascii: "$"): return dollars(low, high)
        case UInt8(ascii: "\\"): return command(low, high)
        case UInt8(ascii: "{"):
            guard bytes.closingBrace(of: low, before: high) == high - 1,
                !hasComma(low + 1, high - 1),
                bytes.find("\\over", in: low + 1..<high - 1) == nil
            else { return nil }
            return low + 1..<high - 1
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            guard bytes[high - 1] == bytes[low], high - low >= 3,
                bytes[low + 1..<high - 1].contains(where: { isLetter($0) || isDigit($0) })
            else { return nil }
            return low + 1..<high - 1
        default: return nil
        }
    }

    private func hasComma(_ low: Int, _ high: Int) -> Bool {
        bytes.first(UInt8(ascii: ","), in: low..<high) != nil
    }

    private func dollars(_ low: Int, _ high: Int) -> Range<Int>? {
        guard bytes[high - 1] == UInt8(ascii: "$"), bytes[high - 2] != UInt8(ascii: "\\") else {
            return nil
        }
        if bytes.has("$$", at: low), bytes.has("$$", at: high - 2), high - low >= 4 {
            return low + 2..<high - 2
        }
        var at = low + 1
        while at < high - 1 {
            if bytes[at] == UInt8(ascii: "\\") {
                at += 1
            } else if bytes[at] == UInt8(ascii: "$") {
                return nil
            }
            at += 1
        }
        return low + 1..<high - 1
    }

    private static let wrappers: [StaticString] = [
        "\\boxed", "\\fbox", "\\framebox", "\\textbf", "\\textit", "\\textrm", "\\textsf",
        "\\text", "\\mathrm", "\\mathbf", "\\mathit", "\\mathsf", "\\mbox", "\\emph", "\\bf",
        "\\rm", "\\displaystyle", "\\bold", "\\boldsymbol", "\\ensuremath",
    ]

    private func command(_ low: Int, _ high: Int) -> Range<Int>? {
        for (open, close): (StaticString, StaticString) in [("\\(", "\\)"), ("\\[", "\\]")]
        where bytes.has(open, at: low) && bytes.has(close, at: high - 2) && high - low >= 4 {
            for at in low + 2..<high - 2 where bytes.has(open, at: at) { return nil }
            return low + 2..<high - 2
        }
        for name in AnswerPeeler.wrappers where bytes.has(name, at: low) {
            var at = low + name.utf8CodeUnitCount
            guard at < high, !isAsciiLetter(bytes[at]) else { continue }
            while at < high, isSpace(bytes[at]) { at += 1 }
            guard at < high else { return nil }
            if bytes[at] != UInt8(ascii: "{") { return at..<high }
            guard bytes.closingBrace(of: at, before: high) == high - 1 else { return nil }
            return at + 1..<high - 1
        }
        return nil
    }
}
