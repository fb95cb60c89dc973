/// Reads ratios and times of day: 3:4, 1:2:3, 3:30 pm.
enum ColonReader {
    /// Most parts of a ratio.
    private static let maximumParts = 8

    static func read(_ text: Bytes, _ range: Range<Int>) -> AnswerValue? {
        guard text.first(UInt8(ascii: ":"), in: range) != nil else { return nil }
        var parts: [Rational] = []
        var at = range.lowerBound
        while true {
            while at < range.upperBound, text[at] == 0x20 { at += 1 }
            let start = at
            while at < range.upperBound, isDigit(text[at]) || text[at] == UInt8(ascii: ".") {
                at += 1
            }
            guard parts.count < maximumParts else { return .opaque }
            if text.has("\\frac", at: start), let value = fraction(text, &at, range.upperBound) {
                parts.append(value)
            } else {
                guard at > start, at - start <= 18,
                    let value = Rational(decimal: text.slice(start..<at))
                else { return .opaque }
                parts.append(value)
            }
            while at < range.upperBound, text[at] == 0x20 { at += 1 }
            guard at < range.upperBound, text[at] == UInt8(ascii: ":") else { break }
            at += 1
        }
        guard parts.count >= 2 else { return .opaque }
        if at == range.upperBound { return .colon(parts, nil) }
        let tail = text[at..<range.upperBound].filter {
            $0 != 0x20 && $0 != UInt8(ascii: ".") && $0 != AnswerNormalizer.Mark.text
        }.map(lower)
        if tail == [0x61, 0x6D] { return .colon(parts, .am) }
        if tail == [0x70, 0x6D] { return .colon(parts, .pm) }
        return .opaque
    }

    /// A fraction up to the next colon.
    private static func fraction(_ text: Bytes, _ at: inout Int, _ end: Int) -> Rational? {
        let stop = text.first(UInt8(ascii: ":"), in: at..<end) ?? end
        var reader = ExpressionReader(text, at..<stop, inBrackets: true)
        guard let value = try? reader.sum(0) else { return nil }
        at = reader.at
        return value
    }
}
