/// The last explicit statement: "the answer is 7", "Answer: 7", "答案是7", a JSON field.
struct StatementRule {
    private let bytes: Bytes
    private let range: Range<Int>

    /// Most statements tried, from the last; earlier ones were taken back anyway.
    private static let maximumTries = 32
    /// How far "is" or a colon may stand behind the word "answer".
    private static let reach = 120

    init(_ bytes: Bytes, _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    func find() -> (Extraction.Source, Range<Int>)? {
        for (place, length) in places().suffix(StatementRule.maximumTries).reversed() {
            if let found = statement(place, place + length) { return found }
        }
        return nil
    }

    /// Where a word for "answer" stands, in order.
    private func places() -> [(Int, Int)] {
        var hits: [(Int, Int)] = []
        let words: [(StaticString, Int)] = [
            ("nswer", 2), ("NSWER", 2), ("éponse", 2), ("espuesta", 2), ("ntwort", 2),
            ("твет", 0), ("答案", 1), ("答え", 1), ("정답", 1), ("الجواب", 4),
            ("esposta", 2), ("isposta", 2),
        ]
        for (word, anchor) in words {
            var low = range.lowerBound
            while low < range.upperBound,
                let hit = bytes.find(word, in: low..<range.upperBound, anchor: anchor)
            {
                hits.append((hit, word.utf8CodeUnitCount))
                low = hit + word.utf8CodeUnitCount
            }
        }
        // "A: 7" at the beginning of the last line.
        let line = bytes.lineStart(range.upperBound, after: range.lowerBound)
        if bytes.has("A:", at: line) { hits.append((line, 1)) }
        if hits.count > 1 { hits.sort { $0.0 < $1.0 } }
        return hits
    }

    private func statement(_ start: Int, _ word: Int) -> (Extraction.Source, Range<Int>)? {
        let isTag =
            start >= 2 && bytes[start - 1] | 0x20 == 0x61 && bytes[start - 2] == 0x3C
            && word < range.upperBound && bytes[word] == UInt8(ascii: ">")
        if isTag {
            let close = bytes.find("</", in: word..<range.upperBound) ?? range.upperBound
            return (.tag, word + 1..<close)
        }
        if start >= 2, bytes[start - 2] == UInt8(ascii: "/") { return nil }
        if Denial.spoils(bytes, answerAt: start - 1, after: range.lowerBound) { return nil }
        if word < range.upperBound, bytes[word] == UInt8(ascii: "\""),
            let field = jsonField(word + 1)
        {
            return (.json, field)
        }
        guard let after = connector(word) else { return nil }
        guard let region = region(after) else { return nil }
        let value = AnswerFinder(bytes).narrow(region)
        guard let value, bytes[value].contains(where: { isLetter($0) || isDigit($0) }) else {
            return nil
        }
        if Denial(bytes, word..<max(region.upperBound, word)).isDenied(value) { return nil }
        return (.statement, value)
    }

    private func jsonField(_ start: Int) -> Range<Int>? {
        var at = start
        while at < range.upperBound, isSpace(bytes[at]) { at += 1 }
        guard at < range.upperBound, bytes[at] == UInt8(ascii: ":") else { return nil }
        at += 1
        while at < range.upperBound, isSpace(bytes[at]) { at += 1 }
        guard at < range.upperBound else { return nil }
        let quoted = bytes[at] == UInt8(ascii: "\"")
        if quoted { at += 1 }
        var stop = at
        while stop < range.upperBound {
            let byte = bytes[stop]
            if quoted ? byte == 0x22 : byte == 0x2C || byte == 0x7D || byte == 0x0A { break }
            stop += 1
        }
        return stop > at ? at..<stop : nil
    }

    /// The place behind ":" or "is" in the same sentence.
    private func connector(_ word: Int) -> Int? {
        let limit = min(range.upperBound, word + StatementRule.reach)
        var at = word
        while at < limit {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: ":"), UInt8(ascii: "="): return at + 1
            case 0x0A: return heading(word, at) ? at : nil
            case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"):
                if at + 1 >= limit || isSpace(bytes[at + 1]) { return nil }
            case 0x20:
                for text: StaticString in [
                    " is ", " are ", " equals ", " was ", " would be ", " will be ", " est ",
                    " es ", " ist ", " should be ", " is:", " is\n", " é ", " \u{647}\u{648} ",
                ] where bytes.has(text, at: at) {
                    return at + text.utf8CodeUnitCount - 1
                }
            case 0x80...:
                for text: StaticString in ["：", "是", "为", "為", "は", "은", "는", "هو", "—"]
                where bytes.has(text, at: at) { return at + text.utf8CodeUnitCount }
            default: break
            }
            at += 1
        }
        // 答案72: nothing in between.
        if word < range.upperBound, bytes[word - 1] >= 0x80, isDigit(bytes[word]) { return word }
        return nil
    }

    /// "## Answer" or "**Answer**" on a line of its own.
    private func heading(_ word: Int, _ end: Int) -> Bool {
        let line = bytes.lineStart(word, after: range.lowerBound)
        guard bytes[line] == UInt8(ascii: "#") || bytes[line] == UInt8(ascii: "*") else {
            return false
        }
        return bytes[word..<end].allSatisfy { !isLetter($0) || $0 == UInt8(ascii: "s") }
    }

    /// The rest of the sentence, or the next line when nothing is left on this one.
    private func region(_ start: Int) -> Range<Int>? {
        var at = start
        while at < range.upperBound,
            isSpace(bytes[at]) || bytes[at] == 0x2A || bytes[at] == 0x3A
                || bytes[at] == 0x5F
        { at += 1 }
        // <b>Answer:</b> 33
        if bytes.has("</", at: at), let close = bytes.findByte(0x3E, in: at..<range.upperBound),
            close - at <= 8
        {
            at = close + 1
            while at < range.upperBound, isSpace(bytes[at]) { at += 1 }
        }
        at = fillers(at)
        guard at < range.upperBound else { return nil }
        if bytes.has("not ", at: at) {
            let line = bytes.lineEnd(at, before: range.upperBound)
            guard let but = bytes.find("but ", in: at..<line) else { return nil }
            at = but + 4
        }
        var end = SentenceScanner(bytes).end(at, before: range.upperBound)
        // "84, not 48": what it is not comes second.
        if let other = bytes.find(", not ", in: at..<end),
            bytes[at..<other].contains(where: isDigit)
        {
            end = other
        }
        return bytes.trimmed(at..<end)
    }

    private func fillers(_ start: Int) -> Int {
        var at = start
        var moved = true
        while moved {
            moved = false
            for word: StaticString in [
                "therefore", "thus", "then", "also", "simply", "just", "definitely", "indeed",
                "approximately", "about", "equal to", "given by", "option", "choice", "hence",
                "for sure", "exactly", "clearly",
            ] where bytes.hasAnyCase(word, at: at) {
                let stop = at + word.utf8CodeUnitCount
                guard stop < range.upperBound, !isLetter(bytes[stop]) else { continue }
                at = stop
                moved = true
                while at < range.upperBound,
                    bytes[at] == 0x20 || bytes[at] == 0x2C
                        || bytes[at] == 0x3A
                { at += 1 }
            }
        }
        return at
    }
}
