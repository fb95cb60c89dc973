extension AnswerReader {
    /// A \cap B and A \setminus B, computed.
    func setOperation(_ range: Range<Int>, _ depth: Int) -> AnswerValue? {
        var level = 0
        var cut: Range<Int>?
        var isMinus = false
        for at in range {
            switch text[at] {
            case 0x28, 0x5B, 0x7B, 0x01: level += 1
            case 0x29, 0x5D, 0x7D, 0x02: level -= 1
            default:
                guard level == 0 else { break }
                for word: StaticString in ["\\cap", "\\setminus", "\\backslash"]
                where text.has(word, at: at) {
                    let end = at + word.utf8CodeUnitCount
                    guard cut == nil, !isAsciiLetter(text[end]) else { return nil }
                    cut = at..<end
                    isMinus = word.utf8CodeUnitCount > 4
                }
                if text.has("\\cup", at: at) { return nil }
            }
        }
        guard let cut, let a = realSet(range.lowerBound..<cut.lowerBound, depth),
            let b = realSet(cut.upperBound..<range.upperBound, depth)
        else { return nil }
        guard isMinus else { return a.intersection(b)?.answer }
        return b.complement.flatMap { a.intersection($0) }?.answer
    }

    private func realSet(_ range: Range<Int>, _ depth: Int) -> RealSet? {
        RealSet(value(range, depth: depth + 1), asInterval: true)
    }

    /// -3 < x and x < 5: both conditions on one variable.
    func bothConditions(_ range: Range<Int>, _ parts: AnswerParts, _ depth: Int) -> AnswerValue? {
        guard parts.conjunctions.count == 1, parts.commas.isEmpty,
            lower(text[parts.conjunctions[0].lowerBound]) == UInt8(ascii: "a"),
            case .relation(let x) = value(
                range.lowerBound..<parts.conjunctions[0].lowerBound, depth: depth + 1),
            case .relation(let y) = value(
                parts.conjunctions[0].upperBound..<range.upperBound, depth: depth + 1),
            x.names == y.names, x.names.count == 1, let a = RealSet(.relation(x)),
            let b = RealSet(.relation(y)), let both = a.intersection(b), !both.intervals.isEmpty
        else { return nil }
        return both.answer
    }
}
