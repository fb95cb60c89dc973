/// The last sentence, list item or display that states exactly one value.
///
/// After its last "=", else its only number, formula, bold or code span. Two or more candidates
/// and no "=" are no answer; the last number somewhere in the prose is never taken.
struct ConclusionRule {
    private let bytes: Bytes
    private let range: Range<Int>

    /// Sentences without any value that may follow the conclusion ("I hope it is correct.").
    private static let passedOver = 2

    init(_ bytes: Bytes, _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    func find() -> Range<Int>? {
        if isBare { return range }
        var end = range.upperBound
        for _ in 0...ConclusionRule.passedOver {
            let sentence = last(before: end)
            if sentence.isEmpty { return nil }
            if bytes.has("```", at: sentence.lowerBound) { return nil }
            let body = body(sentence)
            switch candidates(body) {
            case .one(let found): return Denial(bytes, body).covers(found) ? nil : found
            case .several: return nil
            case .none: end = sentence.lowerBound
            }
        }
        return nil
    }

    /// A response of one or two words is its own conclusion.
    private var isBare: Bool {
        range.count <= 32
            && bytes[range].allSatisfy { isLetter($0) || $0 == 0x20 || $0 == 0x2E }
            && bytes[range].reduce(0) { $0 + ($1 == 0x20 ? 1 : 0) } <= 1
    }

    private enum Count {
        case none, several
        case one(Range<Int>)
    }

    /// The last sentence or display that ends at or before `limit`.
    private func last(before limit: Int) -> Range<Int> {
        let all = bytes.trimmed(range.lowerBound..<limit)
        guard !all.isEmpty else { return all }
        let end = all.upperBound
        for (open, close): (StaticString, StaticString) in [("\\[", "\\]"), ("$$", "$$")]
        where bytes.has(close, at: end - 2) {
            if let start = bytes.findLast(open, in: all.lowerBound..<end - 2) {
                return start..<end
            }
        }
        let line = bytes.lineStart(end, after: all.lowerBound)
        var start = line
        let scanner = SentenceScanner(bytes)
        while true {
            let stop = scanner.end(start, before: end)
            let next = bytes.trimmed(min(stop, end)..<end)
            if next.isEmpty || isMarker(start..<stop) { return start..<end }
            start = next.lowerBound
        }
    }

    /// "1." at the beginning of a list item is no sentence.
    private func isMarker(_ range: Range<Int>) -> Bool {
        range.count <= 4 && bytes[range].allSatisfy { isDigit($0) || $0 == 0x2E }
    }

    /// Without list marks and "Step 3:".
    private func body(_ sentence: Range<Int>) -> Range<Int> {
        var at = sentence.lowerBound
        while at < sentence.upperBound,
            bytes[at] == 0x23 || bytes[at] == 0x3E
                || bytes[at] == 0x20
        { at += 1 }
        if at + 1 < sentence.upperBound, bytes[at] == 0x2D || bytes[at] == 0x2A,
            bytes[at + 1] == 0x20
        {
            at += 2
        }
        var stop = at
        while stop < sentence.upperBound, isDigit(bytes[stop]), stop - at < 3 { stop += 1 }
        if stop > at, stop + 1 < sentence.upperBound, bytes[stop] == 0x2E || bytes[stop] == 0x29,
            bytes[stop + 1] == 0x20
        {
            at = stop + 2
        }
        if bytes.hasAnyCase("step ", at: at),
            let colon = bytes.findByte(
                UInt8(ascii: ":"), in: at..<min(at + 12, sentence.upperBound))
        {
            at = colon + 1
        }
        return bytes.trimmed(min(at, sentence.upperBound)..<sentence.upperBound)
    }

    private func candidates(_ sentence: Range<Int>) -> Count {
        guard sentence.count <= MathLimits.answerBytes, !sentence.isEmpty else { return .none }
        if let joined = joinedFormulas(sentence) { return .one(joined) }
        if let bold = closingBold(sentence) { return .one(bold) }
        if let equals = AnswerFinder(bytes).lastEquals(sentence) {
            return afterEquals(equals, sentence)
        }
        var found: Range<Int>?
        let denial = Denial(bytes, sentence)
        var at = sentence.lowerBound
        while at < sentence.upperBound {
            if let (candidate, next) = candidate(at, sentence) {
                // "not 10": what the answer is not.
                if denial.precedes(candidate.lowerBound) {
                    at = next
                    continue
                }
                if found != nil || candidate.isEmpty { return .several }
                found = candidate
                at = next
            } else {
                at += 1
            }
        }
        guard let found = found ?? namedChoice(sentence) else { return .none }
        return .one(found)
    }

    /// "The correct option is B."
    private func namedChoice(_ sentence: Range<Int>) -> Range<Int>? {
        var end = sentence.upperBound
        if bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
        let start = bytes.findLast(" ", in: sentence.lowerBound..<end).map { $0 + 1 }
        guard let start, isChoice(start..<end) else { return nil }
        let words: [StaticString] = [" option is ", " choice is ", " option: ", " choice: "]
        let isNamed = words.contains { bytes.has($0, at: start - $0.utf8CodeUnitCount) }
        return isNamed ? start..<end : nil
    }

    /// B or (B).
    private func isChoice(_ range: Range<Int>) -> Bool {
        switch range.count {
        case 1: bytes[range.lowerBound] &- 0x41 < 10
        case 3:
            bytes[range.lowerBound] == UInt8(ascii: "(") && bytes[range.upperBound - 1] == 0x29
                && bytes[range.lowerBound + 1] &- 0x41 < 10
        default: false
        }
    }

    /// "... 55 * 3 - 99 is **66**.": bold at the very end is what the sentence states.
    private func closingBold(_ sentence: Range<Int>) -> Range<Int>? {
        var end = sentence.upperBound
        if end > sentence.lowerBound, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
        guard bytes.has("**", at: end - 2), end - 2 > sentence.lowerBound,
            let open = bytes.findLast("**", in: sentence.lowerBound..<end - 2)
        else { return nil }
        guard let inside = bold(open + 2..<end - 2) else { return nil }
        return AnswerFinder(bytes).lastEquals(inside) == nil ? inside : nil
    }

    /// "$x=1$ and $x=3$": formulas with nothing but "and", "or" and commas between them.
    private func joinedFormulas(_ sentence: Range<Int>) -> Range<Int>? {
        var spans: [Range<Int>] = []
        var at = sentence.lowerBound
        let scanner = SentenceScanner(bytes)
        while at < sentence.upperBound, spans.count < 16 {
            if bytes[at] == UInt8(ascii: "$") || bytes[at] == UInt8(ascii: "\\"),
                let close = scanner.formulaEnd(at, before: sentence.upperBound)
            {
                spans.append(at..<close)
                at = close
            } else {
                at += 1
            }
        }
        guard spans.count >= 2 else { return nil }
        for (left, right) in zip(spans, spans.dropFirst()) {
            let between = bytes[left.upperBound..<right.lowerBound].filter {
                !isSpace($0) && $0 != UInt8(ascii: ",")
            }
            guard between.isEmpty || between == Array("and".utf8) || between == Array("or".utf8)
            else { return nil }
        }
        return spans[0].lowerBound..<spans[spans.count - 1].upperBound
    }

    private func afterEquals(_ equals: Int, _ sentence: Range<Int>) -> Count {
        var rest = bytes.trimmed(equals + 1..<sentence.upperBound)
        if bytes.has("<<", at: rest.lowerBound) { return .several }
        // The delimiter that closes the formula.
        var closers = 0
        for at in rest {
            if bytes[at] == UInt8(ascii: "$") && at > rest.lowerBound { closers += 1 }
            if bytes.has("\\)", at: at) || bytes.has("\\]", at: at)
                || bytes[at] == UInt8(ascii: "$") && closers == 1
            {
                rest = bytes.trimmed(rest.lowerBound..<at)
                return rest.isEmpty ? .several : .one(rest)
            }
        }
        guard !rest.isEmpty else { return .several }
        switch Answer.read(bytes, rest).value {
        case .number, .infinity, .colon, .bracketed, .set: return .one(rest)
        default: break
        }
        guard let value = AnswerFinder(bytes).quantity(rest.lowerBound, rest.upperBound),
            repeats(value, value.upperBound..<rest.upperBound)
        else { return .several }
        return .one(value)
    }

    /// Whether every number in `rest` is the one in `value`: "= 8722, so it is 8722."
    private func repeats(_ value: Range<Int>, _ rest: Range<Int>) -> Bool {
        let number = bytes[value].filter { isDigit($0) || $0 == 0x2E || $0 == 0x2F }
        var at = rest.lowerBound
        while at < rest.upperBound {
            guard isDigit(bytes[at]) else {
                at += 1
                continue
            }
            let start = at
            while at < rest.upperBound,
                isDigit(bytes[at])
                    || at + 1 < rest.upperBound
                        && (bytes[at] == 0x2E || bytes[at] == 0x2F) && isDigit(bytes[at + 1])
            { at += 1 }
            if !bytes[start..<at].elementsEqual(number) { return false }
        }
        return true
    }

    /// A formula, span or number that begins at `at`, and where to go on.
    private func candidate(_ at: Int, _ sentence: Range<Int>) -> (Range<Int>, Int)? {
        let end = sentence.upperBound
        if let close = SentenceScanner(bytes).formulaEnd(at, before: end) {
            return (at..<close, close)
        }
        if bytes.has("**", at: at), let close = bytes.find("**", in: at + 2..<end) {
            return bold(at + 2..<close).map { ($0, close + 2) }
        }
        if bytes[at] == UInt8(ascii: "`"), at + 1 < end,
            let close = bytes.findByte(UInt8(ascii: "`"), in: at + 1..<end), close > at + 1
        {
            return (at..<close + 1, close + 1)
        }
        if bytes[at] == UInt8(ascii: "("), let close = bytes.findByte(0x29, in: at..<end),
            bytes.findByte(0x2C, in: at..<close) != nil,
            bytes[at..<close].contains(where: isDigit), close - at <= 80
        {
            return (at..<close + 1, close + 1)
        }
        return number(at, sentence)
    }

    private func bold(_ inside: Range<Int>) -> Range<Int>? {
        if isChoice(inside) { return inside }
        guard bytes[inside].contains(where: isDigit) else { return nil }
        guard let colon = bytes.findLastByte(UInt8(ascii: ":"), in: inside),
            colon + 1 < inside.upperBound, bytes[colon + 1] == 0x20
        else { return inside }
        return bytes.trimmed(colon + 1..<inside.upperBound)
    }

    private func number(_ at: Int, _ sentence: Range<Int>) -> (Range<Int>, Int)? {
        let end = sentence.upperBound
        guard isDigit(bytes[at]) else { return nil }
        var start = at
        if start > sentence.lowerBound, bytes[start - 1] == 0x2E { start -= 1 }
        if start > sentence.lowerBound, bytes[start - 1] == UInt8(ascii: "$") {
            start -= 1
            if start > sentence.lowerBound, bytes[start - 1] == UInt8(ascii: "\\") { start -= 1 }
        }
        if start > sentence.lowerBound, bytes[start - 1] == UInt8(ascii: "-") {
            let outer = start - 1 == sentence.lowerBound ? 0x20 : bytes[start - 2]
            // A hyphen after a word or a digit is no sign, and leaves no plain number.
            if isLetter(outer) || isDigit(outer) { return (at..<at, at + 1) }
            start -= 1
        }
        var stop = at
        while stop < end,
            isDigit(bytes[stop])
                || (bytes[stop] == 0x2E || bytes[stop] == 0x2C
                    || bytes[stop] == 0x2F || bytes[stop] == 0x3A) && stop + 1 < end
                    && isDigit(bytes[stop + 1])
        { stop += 1 }
        // Something longer than a number ("x2", "4*4") is no candidate that could be taken.
        let before = start > sentence.lowerBound ? bytes[start - 1] : 0x20
        let joined =
            isAsciiLetter(before) || "^_*+/{|\\".utf8.contains(before)
            || before == UInt8(ascii: "(") && isOperand(start - 2, sentence)
        let isFactor = isAsciiLetter(bytes[stop]) && !isLetter(bytes[stop + 1])
        if joined || isFactor && stop < end && !UnitTable.isLetter(bytes[stop]) {
            return (at..<at, stop)
        }
        if let date = DateReader.span(bytes, around: start..<stop, in: sentence) {
            return (date, date.upperBound)
        }
        let value = AnswerFinder(bytes).quantity(start, end)
        let whole = value ?? start..<end
        let next = max(stop, min(value?.upperBound ?? stop, end))
        switch relation(before: start, sentence) {
        case nil: return (whole, next)
        case .some(nil): return (at..<at, stop)
        case .some(let operand?): return (operand..<whole.upperBound, next)
        }
    }

    /// Whether what stands in front of a bracket makes it more than a bracket: f(5), -(5), 2(5).
    private func isOperand(_ at: Int, _ sentence: Range<Int>) -> Bool {
        guard at >= sentence.lowerBound else { return false }
        let byte = bytes[at]
        return isLetter(byte) || isDigit(byte) || "-^*/)".utf8.contains(byte)
    }

    /// Where the lone letter of "x > " begins in front of a number.
    ///
    /// nil without a sign of order or "not equal", a nested nil when something else stands there.
    private func relation(before start: Int, _ sentence: Range<Int>) -> Int?? {
        let low = sentence.lowerBound
        func back(_ from: Int) -> Int {
            var at = from
            while at > low, bytes[at - 1] == 0x20 { at -= 1 }
            return at
        }
        var at = back(start)
        let sign = at - 3
        if sign >= low,
            bytes.has("≠", at: sign) || bytes.has("≤", at: sign) || bytes.has("≥", at: sign)
        {
            at = sign
        } else {
            if at > low, bytes[at - 1] == UInt8(ascii: "=") { at -= 1 }
            guard at > low, "<>!".utf8.contains(bytes[at - 1]) else { return nil }
            at -= 1
            // Arrows are no relations.
            if at > low, bytes[at - 1] == UInt8(ascii: "-") || bytes[at - 1] == UInt8(ascii: "=") {
                return nil
            }
        }
        let end = back(at)
        var operand = end
        while operand > low, isAsciiLetter(bytes[operand - 1]) { operand -= 1 }
        let before = operand > low ? bytes[operand - 1] : 0x20
        // <b>5</b> is a tag.
        if before == UInt8(ascii: "<") || before == UInt8(ascii: "/") { return nil }
        return end - operand == 1 && before == 0x20 ? .some(operand) : .some(nil)
    }
}
