/// Finds the one value inside a sentence.
struct AnswerFinder {
    private let bytes: Bytes

    init(_ bytes: Bytes) { self.bytes = bytes }

    /// The answer in a region that states it: all of it, or its leading formula or number.
    func narrow(_ region: Range<Int>) -> Range<Int>? {
        guard !region.isEmpty, region.count <= MathLimits.answerBytes else { return nil }
        switch Answer.read(bytes, region).value {
        case .opaque, .words: break
        default: return region
        }
        if let close = SentenceScanner(bytes).formulaEnd(
            region.lowerBound, before: region.upperBound)
        {
            return region.lowerBound..<close
        }
        if let equals = lastEquals(region), equals + 1 < region.upperBound {
            let rest = bytes.trimmed(equals + 1..<region.upperBound)
            if let value = quantity(rest.lowerBound, rest.upperBound) { return value }
            return region
        }
        if let value = quantity(region.lowerBound, region.upperBound) { return value }
        if let letter = leadingChoice(region) { return letter }
        return afterVerb(region) ?? region
    }

    /// "The largest $n$ is 34": what stands behind the last "is".
    private func afterVerb(_ region: Range<Int>) -> Range<Int>? {
        guard let verb = bytes.findLast(" is ", in: region) else { return nil }
        let rest = bytes.trimmed(verb + 4..<region.upperBound)
        guard !rest.isEmpty else { return nil }
        switch Answer.read(bytes, rest).value {
        case .opaque, .words, .missing: break
        default: return rest
        }
        if let close = SentenceScanner(bytes).formulaEnd(rest.lowerBound, before: rest.upperBound) {
            return rest.lowerBound..<close
        }
        return quantity(rest.lowerBound, rest.upperBound)
    }

    /// The last "=" that is no part of another relation.
    func lastEquals(_ region: Range<Int>) -> Int? {
        var end = region.upperBound
        while let at = bytes.findLastByte(UInt8(ascii: "="), in: region.lowerBound..<end) {
            let before = at > region.lowerBound ? bytes[at - 1] : 0
            if before != 0x3C, before != 0x3E, before != 0x21 { return at }
            end = at
        }
        return nil
    }

    /// "D, it cannot be A": a letter before a comma or a dash.
    private func leadingChoice(_ region: Range<Int>) -> Range<Int>? {
        var at = region.lowerBound
        let open = bytes[at] == UInt8(ascii: "(")
        if open { at += 1 }
        guard at < region.upperBound, bytes[at] &- 0x41 < 10 else { return nil }
        let next = at + 1 < region.upperBound ? bytes[at + 1] : 0x2C
        if open { return next == UInt8(ascii: ")") ? region.lowerBound..<at + 2 : nil }
        return next == 0x2C || next == 0x3A || next == 0x29 || next == 0x2E ? at..<at + 1 : nil
    }

    /// A number at `start` with its currency and the first word of its unit.
    func quantity(_ start: Int, _ end: Int) -> Range<Int>? {
        var at = start
        if at < end, bytes[at] == UInt8(ascii: "-") { at += 1 }
        if at < end, bytes[at] == UInt8(ascii: "\\") { at += 1 }
        if at < end, bytes[at] == UInt8(ascii: "$") {
            at += 1
        } else if bytes.has("€", at: at) {
            at += 3
        } else if bytes.has("£", at: at) {
            at += 2
        }
        while at < end, bytes[at] == 0x20 || bytes[at] == 0x2D { at += 1 }
        let digits = at
        while at < end, isDigit(bytes[at]) || isInside(at, end) { at += 1 }
        guard at > digits, bytes[digits..<at].contains(where: isDigit) else { return nil }
        let number = at
        // Directly followed by an operator it is a longer formula.
        var next = at
        while next < end, bytes[next] == 0x20 { next += 1 }
        if next < end {
            switch bytes[next] {
            case UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "^"),
                UInt8(ascii: "="), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: "("):
                if bytes.has("\\%", at: next) { return start..<next + 2 }
                return nil
            case UInt8(ascii: "-") where next + 1 < end && bytes[next + 1] == 0x20: return nil
            case UInt8(ascii: "%"): return start..<next + 1
            case 0xC2, 0xC3: break
            case 0xE2 where bytes[next + 1] == 0x89: return nil
            case _ where isOperator(next, end): return nil
            case _ where isDigit(bytes[next]): return nil
            default: break
            }
        }
        return start..<unitEnd(number, next, end)
    }

    /// Words behind a number that make it a part of something longer: "5 squared", "5 times 3".
    private func isOperator(_ start: Int, _ end: Int) -> Bool {
        func word(_ from: Int) -> (String, Int) {
            var at = from
            while at < end, bytes[at] == 0x20 { at += 1 }
            let first = at
            while at < end, at - first < 16, isAsciiLetter(bytes[at]) { at += 1 }
            return (String(decoding: bytes[first..<at].map(lower), as: UTF8.self), at)
        }
        let (first, stop) = word(start)
        let (second, after) = word(stop)
        switch (first, second) {
        case ("squared", _), ("cubed", _), ("factorial", _), ("raised", _): return true
        case ("or", "more"), ("or", "less"), ("or", "fewer"), ("or", "greater"), ("and", "a"),
            ("to", "the") where word(after).0 == "power":
            return true
        case ("more", "than"), ("less", "than"), ("fewer", "than"), ("divided", "by"),
            ("multiplied", "by"), ("out", "of"):
            return isOperand(after, end)
        case ("times", _), ("plus", _), ("minus", _), ("over", _), ("mod", _), ("modulo", _),
            ("choose", _), ("to", _), ("point", _):
            return isOperand(stop, end)
        default: return false
        }
    }

    /// A digit, a formula or a lone letter.
    private func isOperand(_ start: Int, _ end: Int) -> Bool {
        var at = start
        while at < end, bytes[at] == 0x20 { at += 1 }
        guard at < end else { return false }
        if isDigit(bytes[at]) || "$\\(".utf8.contains(bytes[at]) { return true }
        let isLone = at + 1 >= end || !isLetter(bytes[at + 1])
        return isAsciiLetter(bytes[at]) && bytes[at] != UInt8(ascii: "a") && isLone
    }

    /// Points, commas and slashes between digits.
    private func isInside(_ at: Int, _ end: Int) -> Bool {
        let byte = bytes[at]
        guard byte == 0x2E || byte == 0x2C || byte == 0x2F || byte == 0x3A else { return false }
        return at + 1 < end && isDigit(bytes[at + 1])
    }

    private func unitEnd(_ number: Int, _ next: Int, _ end: Int) -> Int {
        var at = next
        guard at < end, isLetter(bytes[at]) else { return number }
        var words = 0
        while at < end, words < 4 {
            let start = at
            while at < end, isLetter(bytes[at]) { at += 1 }
            guard at > start else { break }
            let word = bytes[start..<at].map(lower)
            words += 1
            var stem = word
            if stem.count >= 3, stem.last == UInt8(ascii: "s") { stem.removeLast() }
            let text = String(decoding: word, as: UTF8.self)
            let leads = text == "square" || text == "cubic" || text == "sq" || text == "per"
            // "10 of them", "3 Therefore": not every word after a number is its unit.
            let isUnit =
                leads || UnitTable.entry(stem) != nil
                || word.count > 2 && word[0] < 0x80 && !isUpper(bytes[start])
                    && !EquationWords.isFiller(text)
            if words == 1, !isUnit { return number }
            if !leads, UnitTable.isFunction(stem) { return words == 1 ? number : start }
            if at < end, bytes[at] == UInt8(ascii: "/"), at + 1 < end, isLetter(bytes[at + 1]) {
                at += 1
                continue
            }
            if at < end, bytes[at] == UInt8(ascii: "^") {
                at += 1
                while at < end, isDigit(bytes[at]) { at += 1 }
            }
            if leads, at < end, bytes[at] == 0x20 {
                at += 1
                continue
            }
            // "per" makes the unit longer, any other word does not belong to it.
            if bytes.has(" per ", at: at), at + 5 < end {
                at += 5
                continue
            }
            break
        }
        return at
    }
}
