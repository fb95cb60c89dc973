internal import LyditeCore

/// Reads measures in several units: 5 ft 6 in, 2 hours 30 minutes.
enum MixedMeasureReader {
    private static let maximumBytes = 60
    private static let maximumParts = 4

    static func read(_ text: Bytes, _ range: Range<Int>) -> AnswerValue? {
        guard range.count <= maximumBytes, isDigit(text[range.lowerBound]) else { return nil }
        var total: Quantity?
        var last: Rational?
        var parts = 0
        var at = range.lowerBound
        while at < range.upperBound {
            let start = at
            while at < range.upperBound, isDigit(text[at]) || text[at] == UInt8(ascii: ".") {
                at += 1
            }
            guard at > start, let value = Rational(decimal: text.slice(start..<at)) else {
                return nil
            }
            let unitStart = at
            while at < range.upperBound, !isDigit(text[at]) { at += 1 }
            var words = text[unitStart..<at].filter {
                $0 != 0x20 && $0 != AnswerNormalizer.Mark.text && $0 != UInt8(ascii: ",")
            }.map(lower)
            if words.count >= 3, words.last == UInt8(ascii: "s") { words.removeLast() }
            if words.starts(with: "and".utf8) || words.suffix(3).elementsEqual("and".utf8) {
                words =
                    words.starts(with: "and".utf8)
                    ? Array(words.dropFirst(3)) : Array(words.dropLast(3))
            }
            if words.count >= 3, words.last == UInt8(ascii: "s") { words.removeLast() }
            guard let entry = UnitTable.entry(words), entry.power == 1, entry.axis < 3 else {
                return nil
            }
            // Each unit is smaller than the one before.
            if let last, entry.factor >= last { return nil }
            last = entry.factor
            parts += 1
            guard parts <= maximumParts else { return nil }
            var dimension = SIMD16<Int8>(repeating: 0)
            dimension[entry.axis] = 1
            if var sum = total, let unit = sum.unit {
                guard unit.dimension == dimension,
                    let share = entry.factor.divided(by: unit.factor)
                else { return nil }
                sum.value += value * share
                total = sum
            } else {
                var first = Quantity(value)
                first.unit = Unit(
                    dimension: dimension, factor: entry.factor, text: words, isKnown: true,
                    isCompound: false)
                total = first
            }
        }
        guard parts >= 2, var total else { return nil }
        total.isMixed = true
        // "3 m, 20 cm" may be two answers.
        if text.first(UInt8(ascii: ","), in: range) != nil { return .opaque }
        return .number(total)
    }
}
