/// The letters that make a number an ordinal: 1st, 2nd, 3rd, 11^{th}.
enum Ordinal {
    /// The place after the suffix that stands at `start`, raised or not; nil when none does.
    static func end(_ text: Bytes, _ start: Int, _ end: Int) -> Int? {
        var at = start
        if text.has("^", at: at) { at += 1 }
        while at < end, text[at] == 0x20 { at += 1 }
        let isBraced = text.has("{", at: at)
        if isBraced { at += 1 }
        while at < end, text[at] == 0x20 || text[at] == AnswerNormalizer.Mark.text { at += 1 }
        let suffixes: [StaticString] = ["st", "nd", "rd", "th"]
        guard suffixes.contains(where: { text.hasAnyCase($0, at: at) }) else { return nil }
        at += 2
        while at < end, text[at] == 0x20, isBraced { at += 1 }
        if isBraced {
            guard text.has("}", at: at) else { return nil }
            at += 1
        }
        return at <= end && (at >= end || !isLetter(text[at])) ? at : nil
    }
}
