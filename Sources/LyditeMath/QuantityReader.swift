/// Reads one number with what may stand around it: a currency, a percent sign, a unit.
struct QuantityReader {
    let text: Bytes
    let inBrackets: Bool

    func read(_ range: Range<Int>) -> AnswerValue {
        var low = range.lowerBound
        let high = range.upperBound
        var negative = false
        if text[low] == UInt8(ascii: "-"), let next = currency(low + 1, high) {
            _ = next
            negative = true
            low += 1
        }
        var currencyUnit: Unit?
        if let (unit, stop) = currency(low, high) {
            currencyUnit = unit
            low = stop
        }
        // "%50" is how some languages write 50 %; it may also begin a comment.
        let isPercent =
            currencyUnit == nil && text[low] == UInt8(ascii: "%") && isDigit(text[low + 1])
        if isPercent { low += 1 }
        var reader = ExpressionReader(text, low..<high, inBrackets: inBrackets)
        let value: Rational
        do {
            value = try reader.sum(0)
        } catch {
            return switch error {
            case .foreign: .opaque
            case .undefined: .undefined
            case .tooLarge: .tooLarge
            }
        }
        var quantity = Quantity(negative ? -value : value)
        quantity.isGrouped = reader.isGrouped
        quantity.unit = currencyUnit
        if isPercent {
            guard reader.at == high, !reader.isCompound else { return .opaque }
            quantity.isPercent = true
            quantity.isPrefixed = true
            return .number(quantity)
        }
        let adjacent = reader.at > low && isDigit(text[reader.at - 1])
        let isCompound = reader.isCompound && !isFraction(low..<reader.at, before: high)
        return tail(reader.at..<high, quantity, isCompound, adjacent)
    }

    /// "3/4 hours": one number over another, with a word behind it that is no variable.
    private func isFraction(_ range: Range<Int>, before high: Int) -> Bool {
        var at = range.lowerBound
        func skipDigits() -> Bool {
            let start = at
            while at < range.upperBound, isDigit(text[at]) { at += 1 }
            return at > start
        }
        if text[at] == UInt8(ascii: "-") { at += 1 }
        guard skipDigits(), text[at] == UInt8(ascii: "/") else { return false }
        at += 1
        guard skipDigits() else { return false }
        while at < high, text[at] == 0x20 { at += 1 }
        guard at >= range.upperBound else { return false }
        var stop = at
        while stop < high, isAsciiLetter(text[stop]) { stop += 1 }
        return stop - at >= 3
    }

    /// "$", "US$", "eur " and the like before a number.
    private func currency(_ low: Int, _ high: Int) -> (Unit, Int)? {
        var at = low
        while at < high, text[at] == 0x20 || text[at] == AnswerNormalizer.Mark.text { at += 1 }
        let start = at
        while at < high, isAsciiLetter(text[at]) { at += 1 }
        if at < high, text[at] == UInt8(ascii: "$") { at += 1 }
        guard at > start else { return nil }
        let name = text[start..<at].map(lower)
        guard let entry = UnitTable.entry(name), entry.axis >= 8, name.count > 1 || name == [0x24]
        else { return nil }
        if at < high, text[at] == UInt8(ascii: ".") && name.last != 0x24 { at += 1 }
        while at < high, text[at] == 0x20 || text[at] == AnswerNormalizer.Mark.text { at += 1 }
        guard at < high,
            isDigit(text[at]) || text[at] == 0x2E || text[at] == 0x2D
                || text[at] == UInt8(ascii: "\\") || text[at] == UInt8(ascii: "(")
        else { return nil }
        var dimension = SIMD16<Int8>(repeating: 0)
        dimension[entry.axis] = 1
        let unit = Unit(
            dimension: dimension, factor: entry.factor, text: name, isKnown: true,
            isCompound: false)
        return (unit, at)
    }

    private func tail(
        _ range: Range<Int>, _ start: Quantity, _ isCompound: Bool, _ adjacent: Bool
    ) -> AnswerValue {
        var quantity = start
        var low = range.lowerBound
        let high = range.upperBound
        if low < high, low > 0, text[low - 1] == AnswerNormalizer.Mark.text { low -= 1 }
        while low < high, text[low] == 0x20 { low += 1 }
        if low == high { return .number(quantity) }
        let joined = low == range.lowerBound && adjacent
        if let stop = percent(low, high) {
            // After arithmetic it is not clear what the sign belongs to.
            guard !isCompound, quantity.unit == nil else { return .opaque }
            guard let rest = UnitReader.read(ArraySlice(text[stop..<high])), !rest.scaled else {
                return .opaque
            }
            // Percentage points are a difference of percents.
            if rest.unit?.text.starts(with: Array("point".utf8)) == true {
                quantity.unit = .words(Array("percentage point".utf8))
                return .number(quantity)
            }
            quantity.isPercent = true
            return .number(quantity)
        }
        // ^\circ is a degree sign in the exponent.
        if let stop = degree(low, high) { return degrees(quantity, stop..<high) }
        if let stop = Ordinal.end(text, low, high), !isCompound, quantity.unit == nil,
            quantity.value.isInteger
        {
            return ordinal(quantity, stop..<high)
        }
        if joined, isLetter(text[low]) {
            var stop = low
            while stop < high, isLetter(text[stop]) { stop += 1 }
            guard UnitTable.isSymbol(text[low..<stop].map(lower)) else { return .opaque }
        }
        // 2/x and 1/e are quotients, "$5/h" names a unit.
        guard !isCompound, quantity.unit != nil || !isLetterDivisor(low, high),
            let rest = UnitReader.read(
                ArraySlice(text[low..<high]), afterMoney: quantity.unit != nil)
        else { return .opaque }
        quantity.value *= rest.factor
        quantity.isScaled = rest.scaled
        quantity.isCounted = rest.counted
        quantity.multiplier = rest.factor
        if let unit = rest.unit {
            if let money = quantity.unit {
                // "$5 dollars" names the currency twice, "$5 per hour" adds to it.
                if unit.text != money.text, unit.dimension != money.dimension {
                    var joined = unit
                    joined.text = money.text + [0x20] + unit.text
                    joined.isCompound = true
                    joined.isKnown = false
                    quantity.unit = joined
                }
            } else {
                quantity.unit = unit
            }
        }
        return .number(quantity)
    }

    /// "12th" counts like 12; words may follow: "12th grade".
    private func ordinal(_ start: Quantity, _ rest: Range<Int>) -> AnswerValue {
        var quantity = start
        guard let tail = UnitReader.read(ArraySlice(text[rest])), !tail.scaled else {
            return .opaque
        }
        quantity.unit = tail.unit ?? .words(Array("th".utf8))
        return .number(quantity)
    }

    /// A slash and one letter that did not stand in \text.
    private func isLetterDivisor(_ low: Int, _ high: Int) -> Bool {
        guard text[low] == UInt8(ascii: "/") else { return false }
        var at = low + 1
        while at < high, text[at] == 0x20 { at += 1 }
        return at < high && isAsciiLetter(text[at]) && !(at + 1 < high && isLetter(text[at + 1]))
    }

    private func percent(_ low: Int, _ high: Int) -> Int? {
        if text[low] == UInt8(ascii: "%") { return low + 1 }
        var start = low
        if text[start] == AnswerNormalizer.Mark.text { start += 1 }
        if start < high, text[start] == UInt8(ascii: "%") { return start + 1 }
        for word: StaticString in ["percent", "pct", "percentage", "per cent"]
        where text.hasAnyCase(word, at: start) {
            let stop = start + word.utf8CodeUnitCount
            if stop >= high || !isLetter(text[stop]) { return min(stop, high) }
        }
        return nil
    }

    /// After "°", "^\circ" or "^{\circ}".
    private func degree(_ low: Int, _ high: Int) -> Int? {
        if text[low] == AnswerNormalizer.Mark.degree { return low + 1 }
        guard text[low] == UInt8(ascii: "^") || text[low] == UInt8(ascii: "\\") else { return nil }
        var at = low
        if text[at] == UInt8(ascii: "^") { at += 1 }
        let braced = at < high && text[at] == UInt8(ascii: "{")
        if braced { at += 1 }
        if text.has("\\circ", at: at) {
            at += 5
        } else if at < high, text[at] == AnswerNormalizer.Mark.degree {
            at += 1
        } else {
            return nil
        }
        while at < high, text[at] == 0x20 { at += 1 }
        if braced {
            guard at < high, text[at] == UInt8(ascii: "}") else { return nil }
            at += 1
        }
        return at
    }

    private func degrees(_ start: Quantity, _ rest: Range<Int>) -> AnswerValue {
        var quantity = start
        let letters = text[rest].filter { $0 != 0x20 && $0 != AnswerNormalizer.Mark.text }
        var dimension = SIMD16<Int8>(repeating: 0)
        switch letters.count {
        case 0:
            dimension[3] = 1
            quantity.unit = Unit(
                dimension: dimension, factor: .one, text: [0x64, 0x65, 0x67], isKnown: true,
                isCompound: false)
        case _ where Angle.minutes(letters) != nil:
            guard quantity.value.isInteger, let part = Angle.minutes(letters) else {
                return .opaque
            }
            dimension[3] = 1
            quantity.value += quantity.value.sign < 0 ? -part : part
            quantity.unit = Unit(
                dimension: dimension, factor: .one, text: [0x64, 0x65, 0x67], isKnown: true,
                isCompound: false)
        case 1 where letters[0] == 0x43 || letters[0] == 0x46 || letters[0] == 0x4B:
            quantity.unit = .words([0x64, 0x65, 0x67, 0x20, letters[0]])
        default: return .opaque
        }
        return .number(quantity)
    }
}
