/// What a text is that no reader of mathematics knows.
///
/// Programs and markup state no answer. Plain prose without a digit or an operator is words: an
/// answer of another kind than a number. Everything else stays outside the grammar.
enum OpaqueText {
    /// Longest text that is looked at.
    private static let maximumBytes = 400

    /// - Parameter value: What the reader made of it, which stays where nothing better is known.
    static func classify(
        _ bytes: Bytes, _ range: Range<Int>, _ value: AnswerValue
    ) -> AnswerValue {
        guard range.count <= maximumBytes else { return value }
        if isProgram(bytes, range) || isBroken(bytes, range) { return .missing }
        return prose(bytes, range) ?? value
    }

    /// Commands that set no formula, tags and shell variables.
    private static func isProgram(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        for command: StaticString in [
            "\\input", "\\include", "\\write", "\\immediate", "\\def", "\\newcommand", "\\csname",
            "\\catcode", "\\openin", "\\openout", "\\read", "\\usepackage", "\\documentclass",
            "\\href", "\\url",
        ] {
            guard let at = bytes.find(command, in: range) else { continue }
            let stop = at + command.utf8CodeUnitCount
            if stop >= range.upperBound || !isAsciiLetter(bytes[stop])
                || bytes.has("line", at: stop)
            {
                return true
            }
        }
        if isTag(bytes, range) { return true }
        // ${NAME} and $(command) without the dollar sign that would end a formula.
        let first = range.lowerBound
        guard bytes.has("${", at: first) || bytes.has("$(", at: first) else { return false }
        return bytes.findByte(UInt8(ascii: "$"), in: first + 1..<range.upperBound) == nil
    }

    /// <name ...> at the beginning, or </name> anywhere.
    private static func isTag(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        if let at = bytes.find("</", in: range), isAsciiLetter(bytes[at + 2]) { return true }
        let first = range.lowerBound
        guard bytes.has("<", at: first) || bytes.has("<!", at: first) else { return false }
        var stop = bytes[first + 1] == UInt8(ascii: "!") ? first + 2 : first + 1
        let start = stop
        while stop < range.upperBound, isAsciiLetter(bytes[stop]) { stop += 1 }
        guard stop - start >= 3, !bytes[start..<stop].contains(where: isUpper) || start > first + 1
        else { return false }
        return bytes[stop] == UInt8(ascii: ">") || bytes[stop] == 0x20 || bytes[stop] == 0x2F
    }

    /// A command without what it needs.
    private static func isBroken(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        let broken: [StaticString] = ["\\sqrt{}", "\\frac{}", "\\dfrac{}", "\\tfrac{}"]
        return broken.contains { bytes.find($0, in: range) != nil }
    }

    /// Words with their punctuation; nil where a digit, an operator or a formula stands.
    private static func prose(_ bytes: Bytes, _ range: Range<Int>) -> AnswerValue? {
        // A sentence about the answer may hold one.
        guard bytes.find("nswer", in: range, anchor: 2) == nil else { return nil }
        var words: [UInt8] = []
        var run: [UInt8] = []
        var isProse = false
        for at in range {
            let byte = bytes[at]
            if isAsciiLetter(byte) || byte == UInt8(ascii: "'") {
                run.append(lower(byte))
                words.append(lower(byte))
                continue
            }
            if isWord(run) { isProse = true }
            run = []
            guard isSpace(byte) || "!?:;,.\"()[]{}<>=&#@_-~".utf8.contains(byte) else {
                return nil
            }
            words.append(isSpace(byte) ? 0x20 : byte)
        }
        if isWord(run) { isProse = true }
        return isProse ? .words(words) : nil
    }

    /// Four letters or more that name nothing in mathematics.
    private static func isWord(_ run: [UInt8]) -> Bool {
        guard run.count >= 4, UnitTable.entry(run) == nil, !UnitTable.isFunction(run) else {
            return false
        }
        return run.read { MathNames.function($0) == nil && MathNames.constant($0) == nil }
    }
}
