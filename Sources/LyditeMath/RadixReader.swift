/// Reads numbers in bases above ten, whose digits are letters too: 1A_{16}, FF_{16}.
enum RadixReader {
    static func read(_ text: Bytes, _ range: Range<Int>) -> AnswerValue? {
        guard let mark = text.first(UInt8(ascii: "_"), in: range), mark > range.lowerBound,
            mark - range.lowerBound <= 64
        else { return nil }
        let digits = text[range.lowerBound..<mark]
        let base = text[mark + 1..<range.upperBound].filter { $0 != 0x7B && $0 != 0x7D }
        guard base.count == 2, base.allSatisfy(isDigit), digits.contains(where: isAsciiLetter),
            digits.allSatisfy({ isDigit($0) || isUpper($0) }),
            let radix = Rational(decimal: base)?.intValue, radix >= 11, radix <= 36
        else { return nil }
        var value = Rational.zero
        for digit in digits {
            let place = isDigit(digit) ? Int(digit - 0x30) : Int(digit - 0x41) + 10
            guard place < radix else { return nil }
            value = value * Rational(radix) + Rational(place)
        }
        return .number(Quantity(value))
    }
}
