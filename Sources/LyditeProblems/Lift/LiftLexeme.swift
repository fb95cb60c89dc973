/// One word, number or mark of a text, with its place in the bytes.
struct LiftLexeme: Hashable {
    enum Kind: Hashable {
        case word
        case number
        case mark
    }

    var kind: Kind
    /// In lower case; a number without its commas.
    var text: String
    var range: Range<Int>
    var isCapital = false

    /// The lexemes of `bytes` from left to right; blanks give none.
    static func scan(_ bytes: [UInt8]) -> [LiftLexeme] {
        var lexemes: [LiftLexeme] = []
        var at = 0
        while at < bytes.count {
            let start = at
            let byte = bytes[at]
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                at += 1
            } else if startsNumber(bytes, at) {
                at = numberEnd(bytes, at)
                let digits = bytes[start..<at].filter { $0 != 0x2C }
                lexemes.append(
                    LiftLexeme(
                        kind: .number, text: String(decoding: digits, as: UTF8.self),
                        range: start..<at))
            } else if isLetter(byte) {
                while at < bytes.count, isLetter(bytes[at]) || isInnerQuote(bytes, at) { at += 1 }
                let text = String(decoding: bytes[start..<at], as: UTF8.self)
                lexemes.append(
                    LiftLexeme(
                        kind: .word, text: text.lowercased(), range: start..<at,
                        isCapital: byte >= 0x41 && byte <= 0x5A))
            } else {
                at += 1
                lexemes.append(
                    LiftLexeme(
                        kind: .mark, text: String(decoding: [byte], as: UTF8.self),
                        range: start..<at))
            }
        }
        return lexemes
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x80
    }

    private static func isInnerQuote(_ bytes: [UInt8], _ at: Int) -> Bool {
        bytes[at] == 0x27 && at + 1 < bytes.count && isLetter(bytes[at + 1])
    }

    private static func startsNumber(_ bytes: [UInt8], _ at: Int) -> Bool {
        if isDigit(bytes[at]) { return true }
        guard bytes[at] == 0x2E, at + 1 < bytes.count, isDigit(bytes[at + 1]) else { return false }
        return at == 0 || !(isDigit(bytes[at - 1]) || isLetter(bytes[at - 1]))
    }

    /// Past the digits, thousands (`1,200`) and decimals that belong to one number.
    private static func numberEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var at = start
        func digits(from place: Int) -> Int {
            var end = place
            while end < bytes.count, isDigit(bytes[end]) { end += 1 }
            return end - place
        }
        at += digits(from: at)
        while at < bytes.count, bytes[at] == 0x2C, at > start, at - start <= 12,
            digits(from: at + 1) == 3
        {
            at += 4
        }
        if at < bytes.count, bytes[at] == 0x2E {
            let more = digits(from: at + 1)
            if more > 0 { at += 1 + more }
        }
        return at
    }
}
