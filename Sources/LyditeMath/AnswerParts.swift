/// Where a normalised answer can be cut: the places outside all brackets.
struct AnswerParts {
    private(set) var equals: [Int] = []
    private(set) var commas: [Int] = []
    /// "and", "or" and semicolons.
    private(set) var conjunctions: [Range<Int>] = []
    private(set) var hasRelation = false
    private(set) var closesAtEnd = false
    private(set) var isTooLarge = false

    /// nil when the brackets do not match or nothing is there.
    init?(_ text: Bytes, _ range: Range<Int>) {
        guard !range.isEmpty else { return nil }
        var depth = 0
        var at = range.lowerBound
        var firstClosesAt = -1
        while at < range.upperBound {
            let byte = text[at]
            switch byte {
            case 0x28, 0x5B, 0x7B, 0x01:
                depth += 1
                if depth > MathLimits.depth { isTooLarge = true }
            case 0x29, 0x5D, 0x7D, 0x02:
                depth -= 1
                if depth < 0 { return nil }
                if depth == 0, firstClosesAt < 0 { firstClosesAt = at }
            default: if depth == 0 { at = note(text, at, range) }
            }
            at += 1
        }
        guard depth == 0 else { return nil }
        let opens: [UInt8] = [0x28, 0x5B, 0x7B, 0x01]
        closesAtEnd =
            opens.contains(text[range.lowerBound])
            && firstClosesAt == range.upperBound - 1
    }

    /// Looks at a byte outside all brackets; gives the last byte used.
    private mutating func note(_ text: Bytes, _ at: Int, _ range: Range<Int>) -> Int {
        switch text[at] {
        case UInt8(ascii: "="):
            let before = at > range.lowerBound ? text[at - 1] : 0
            if before == 0x3C || before == 0x3E || before == 0x21 || before == 0x3A {
                hasRelation = true
            } else if at + 1 < range.upperBound, text[at + 1] == UInt8(ascii: "=") {
                equals.append(at)
                hasRelation = true
            } else {
                equals.append(at)
            }
        case UInt8(ascii: "<"), UInt8(ascii: ">"): hasRelation = true
        case UInt8(ascii: ","): commas.append(at)
        case UInt8(ascii: ";"): conjunctions.append(at..<at + 1)
        case UInt8(ascii: "\\"):
            for word: StaticString in [
                "\\le", "\\ge", "\\ne", "\\approx", "\\in", "\\cup", "\\cap", "\\setminus",
                "\\sim", "\\equiv", "\\to", "\\Rightarrow", "\\implies", "\\iff", "\\subset",
                "\\\\", "\\begin", "\\qquad", "\\forall", "\\exists", "\\Vert",
            ] where text.has(word, at: at) {
                let stop = at + word.utf8CodeUnitCount
                if stop >= range.upperBound || !isAsciiLetter(text[stop]) { hasRelation = true }
            }
        case UInt8(ascii: "a"), UInt8(ascii: "o"), UInt8(ascii: "A"), UInt8(ascii: "O"):
            guard at == range.lowerBound || !isLetter(text[at - 1]) else { break }
            let length = text.hasAnyCase("and", at: at) ? 3 : text.hasAnyCase("or", at: at) ? 2 : 0
            let stop = at + length
            guard length > 0, stop < range.upperBound, !isLetter(text[stop]),
                at > range.lowerBound
            else { break }
            conjunctions.append(at..<stop)
            return stop - 1
        default: break
        }
        return at
    }
}
