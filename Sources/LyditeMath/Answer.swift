/// One side of a comparison: what was written, one spelling of it, and what it means.
struct Answer: Sendable {
    /// The answer without wrappers, at most ``shownBytes`` of it.
    var text: String
    /// The normalised spelling without needless blanks; equal spellings are equal answers.
    var canonical: [UInt8]
    var value: AnswerValue
    var fuel: Int
    var source: Extraction.Source?

    /// How much of a text is kept for reports.
    static let shownBytes = 400

    /// One spelling of the value, for reports.
    var canonicalText: String {
        if case .number(let quantity) = value, quantity.value.bitCount < 2_000 {
            var text = quantity.value.description
            // "957/5%" would be read as a fraction of nothing.
            if quantity.isPercent { text = (quantity.value.terminatingDecimalText ?? text) + "%" }
            if let unit = quantity.unit { text += " " + String(decoding: unit.text, as: UTF8.self) }
            return text
        }
        var shown: [UInt8] = []
        for byte in canonical.prefix(Answer.shownBytes) {
            switch byte {
            case AnswerNormalizer.Mark.setOpen: shown.append(UInt8(ascii: "{"))
            case AnswerNormalizer.Mark.setClose: shown.append(UInt8(ascii: "}"))
            case AnswerNormalizer.Mark.degree: shown += Array("°".utf8)
            default: if byte >= 0x20 { shown.append(byte) }
            }
        }
        return String(decoding: shown, as: UTF8.self)
    }

    /// Reads a text that is an answer and nothing else.
    static func read(_ bytes: Bytes, _ range: Range<Int>) -> Answer {
        // Peeling passes over the text once a layer: not worth it where nothing is read anyway.
        let isShort = range.count <= 2 * MathLimits.answerBytes
        let peeled = isShort ? AnswerPeeler(bytes: bytes).peel(range) : bytes.trimmed(range)
        let shownEnd = min(peeled.upperBound, peeled.lowerBound + shownBytes)
        let shown = bytes.slice(peeled.lowerBound..<shownEnd)
        let text = String(decoding: shown, as: UTF8.self)
        if let quick = quick(bytes, peeled) {
            return Answer(
                text: text, canonical: Array(bytes[peeled]),
                value: AnswerValue.number(Quantity(quick)),
                fuel: 1)
        }
        if peeled.count > MathLimits.answerBytes {
            return Answer(
                text: text, canonical: [], value: AnswerValue.tooLarge, fuel: peeled.count)
        }
        if let undone = DoubledBackslashes.undone(bytes, peeled) {
            var answer = undone.read { Answer.read($0, 0..<$0.count) }
            answer.text = text
            return answer
        }
        let normal = AnswerNormalizer.normalize(bytes, peeled)
        var value = normal.read { AnswerReader($0).read() }
        if value.isOpaque { value = OpaqueText.classify(bytes, peeled, value) }
        return Answer(
            text: text, canonical: canonical(normal), value: value, fuel: peeled.count)
    }

    /// Plain decimals take no detour.
    private static func quick(_ bytes: Bytes, _ range: Range<Int>) -> Rational? {
        guard range.count <= 18, range.count > 0, isDigit(bytes[range.upperBound - 1]) else {
            return nil
        }
        return Rational(decimal: bytes.slice(range))
    }

    /// Blanks only matter between letters or digits.
    private static func canonical(_ normal: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(normal.count)
        for (index, byte) in normal.enumerated() {
            if byte == AnswerNormalizer.Mark.text { continue }
            if byte == 0x20 {
                guard let last = out.last, isWordByte(last) else { continue }
                var next = index + 1
                while next < normal.count,
                    normal[next] == 0x20
                        || normal[next] == AnswerNormalizer.Mark.text
                { next += 1 }
                guard next < normal.count, isWordByte(normal[next]), out.last != 0x20 else {
                    continue
                }
            }
            out.append(byte)
        }
        return out
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: ".")
    }
}
