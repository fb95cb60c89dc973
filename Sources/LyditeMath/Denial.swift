/// What a sentence says about a value without stating it: denials, conditions, questions.
struct Denial {
    private let bytes: Bytes
    private let sentence: Range<Int>

    init(_ bytes: Bytes, _ sentence: Range<Int>) {
        self.bytes = bytes
        self.sentence = sentence
    }

    /// Words that deny what stands right behind them: "not 10", "it can't be 10".
    func precedes(_ at: Int) -> Bool {
        let words: [StaticString] = [
            "not ", "n't ", "not be ", "n't be ", "never ", "never be ", "not equal ",
            "not equal to ", "n't equal ", "n't equal to ", "different from ", "other than ",
            "except ", "exceeds ", "exceed ", "n'est pas ", "no es ", "nicht ", "не ", "ليس ",
            "不是", "不等于",
        ]
        return words.contains { stands($0, before: at) }
    }

    /// Whether the value in `found` is asked for, supposed or taken back, and so not stated.
    func covers(_ found: Range<Int>) -> Bool {
        if bytes[sentence.upperBound - 1] == UInt8(ascii: "?") || isDenied(found) { return true }
        let before = sentence.lowerBound..<max(sentence.lowerBound, found.lowerBound)
        let doubts: [StaticString] = [
            "false that", "not true that", "not the case that", "wrong answer", "incorrect answer",
        ]
        if doubts.contains(where: { bytes.find($0, in: before) != nil }) { return true }
        // Words behind the number may have been taken for its unit.
        var end = found.upperBound
        while end > found.lowerBound, isLetter(bytes[end - 1]) || " /".utf8.contains(bytes[end - 1])
        {
            end -= 1
        }
        return isSupposed(before) || isTakenBack(found.upperBound) || isTakenBack(end)
    }

    /// "It is not x = 5": the denial stands before the whole equation; or behind the value, in
    /// languages that say it there.
    func isDenied(_ found: Range<Int>) -> Bool {
        let behind = found.lowerBound..<sentence.upperBound
        let words: [StaticString] = ["ではない", "ではありません", "아니", "아닙니다", "吗"]
        if words.contains(where: { bytes.find($0, in: behind) != nil }) { return true }
        var at = found.lowerBound
        func back(while isPassed: (UInt8) -> Bool) {
            while at > sentence.lowerBound, isPassed(bytes[at - 1]) { at -= 1 }
        }
        back { isSpace($0) || "$*(`".utf8.contains($0) }
        if at > sentence.lowerBound, bytes[at - 1] == UInt8(ascii: "=") {
            at -= 1
            back(while: isSpace)
            back { !isSpace($0) }
            return precedes(at)
        }
        return precedes(found.lowerBound)
    }

    /// "If x = 5" and "Suppose x = 5", but not "If we add them, we get 5".
    private func isSupposed(_ before: Range<Int>) -> Bool {
        let words: [StaticString] = ["if ", "suppose ", "assume ", "assuming ", "unless "]
        guard words.contains(where: { bytes.hasAnyCase($0, at: sentence.lowerBound) }) else {
            return false
        }
        return bytes.findByte(UInt8(ascii: ","), in: before) == nil
            && bytes.find(" then ", in: before) == nil
    }

    /// "x = 5 is not a solution": what follows the value denies it.
    private func isTakenBack(_ end: Int) -> Bool {
        var at = end
        while at < sentence.upperBound, isSpace(bytes[at]) || "$*)`".utf8.contains(bytes[at]) {
            at += 1
        }
        let words: [StaticString] = [
            "is not", "isn't", "is wrong", "is incorrect", "is false", "is impossible",
            "is invalid", "is extraneous", "is too ", "cannot be", "can't be", "does not work",
            "doesn't work", "would be wrong", "was wrong", "fails", "but that is", "but this is",
            ", but that is", ", but this is",
        ]
        return words.contains { bytes.hasAnyCase($0, at: at) }
    }

    private func stands(_ word: StaticString, before at: Int) -> Bool {
        let start = at - word.utf8CodeUnitCount
        return start >= sentence.lowerBound && bytes.hasAnyCase(word, at: start)
    }

    /// Whether the word "answer" at `at` is called wrong, or stands in a condition.
    static func spoils(_ bytes: Bytes, answerAt at: Int, after low: Int) -> Bool {
        guard at > low else { return false }
        var end = at
        for _ in 0..<4 {
            while end > low, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x5F { end -= 1 }
            var start = end
            while start > low, isAsciiLetter(bytes[start - 1]) { start -= 1 }
            switch String(decoding: bytes[start..<end].map(lower), as: UTF8.self) {
            case "wrong", "incorrect", "if", "suppose", "assume", "assuming", "whether", "unless":
                return true
            case "the", "my", "your", "this", "final", "correct", "right": end = start
            default: return false
            }
        }
        return false
    }
}
