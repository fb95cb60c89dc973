/// Rewrites an answer into the few spellings that the reader knows.
///
/// Look-alikes become ASCII, spelling variants of LaTeX become one command, spaces become one
/// blank. The marks stand for what ASCII has no byte for.
struct AnswerNormalizer {
    enum Mark {
        static let setOpen: UInt8 = 0x01
        static let setClose: UInt8 = 0x02
        static let degree: UInt8 = 0x03
        /// Begins what stood in \text{...}: letters there are words, not variables.
        static let text: UInt8 = 0x04
    }

    private(set) var out: [UInt8] = []
    private let bytes: Bytes
    private let end: Int
    private var at: Int

    init(_ bytes: Bytes, _ range: Range<Int>) {
        self.bytes = bytes
        at = range.lowerBound
        end = range.upperBound
        out.reserveCapacity(range.count + 8)
    }

    static func normalize(_ bytes: Bytes, _ range: Range<Int>) -> [UInt8] {
        var normalizer = AnswerNormalizer(bytes, range)
        normalizer.run()
        return normalizer.out
    }

    private mutating func run() {
        while at < end {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "\\"): command()
            case UInt8(ascii: "$"): dollar()
            case UInt8(ascii: "~"):
                blank()
                at += 1
            case UInt8(ascii: "{") where bytes.has("{,}", at: at):
                out.append(UInt8(ascii: ","))
                at += 3
            case UInt8(ascii: "{") where bytes.has("{, }", at: at):
                // "14 {, }916" is one number that a program spaced out.
                while out.last == 0x20 { out.removeLast() }
                out.append(UInt8(ascii: ","))
                at += 4
            case UInt8(ascii: "*") where bytes.has("**", at: at):
                // Bold in markdown, a power in plain text: only a power has operands around.
                if let last = out.last, isDigit(last) || isLetter(last) || last == 0x29,
                    at + 2 < end,
                    isDigit(bytes[at + 2]) || bytes[at + 2] == 0x28
                        || isLetter(bytes[at + 2])
                {
                    out.append(UInt8(ascii: "^"))
                }
                at += 2
            case UInt8(ascii: "x"), UInt8(ascii: "X"):
                // 2.5 x 10^3
                let isTimes =
                    (bytes.has(" 10^", at: at + 1) || bytes.has("10^", at: at + 1))
                    && out.last { $0 != 0x20 }.map(isDigit) == true
                out.append(isTimes ? UInt8(ascii: "*") : byte)
                at += 1
            case UInt8(ascii: "`"): at += 1
            case _ where isSpace(byte):
                blank()
                at += 1
            case 0..<0x20:
                at += 1
            case 0..<0x80:
                out.append(byte)
                at += 1
            default: foreign()
            }
        }
        while out.last == 0x20 { out.removeLast() }
    }

    private mutating func blank() {
        if let last = out.last, last != 0x20 { out.append(0x20) }
    }

    private mutating func append(_ text: StaticString) {
        for index in 0..<text.utf8CodeUnitCount { out.append(text.utf8Start[index]) }
    }

    /// A dollar sign is money before or after a number, else a delimiter.
    private mutating func dollar() {
        at += 1
        let next = at < end ? bytes[at] : 0x20
        let isPair = out.filter({ $0 == UInt8(ascii: "$") }).isEmpty && closesSoon()
        if isPair, let close = bytes.first(UInt8(ascii: "$"), in: at..<end) {
            // Read the inside as if the delimiters were not there.
            var inner = AnswerNormalizer(bytes, at..<close)
            inner.run()
            blank()
            out.append(contentsOf: inner.out)
            at = close + 1
            return
        }
        if isDigit(next) || next == UInt8(ascii: ".") || next == 0x20 || next == 0x2D {
            out.append(UInt8(ascii: "$"))
        }
    }

    private func closesSoon() -> Bool {
        guard let close = bytes.first(UInt8(ascii: "$"), in: at..<end), close > at else {
            return false
        }
        return !isSpace(bytes[at]) && !isSpace(bytes[close - 1])
            && !(close + 1 < end && isDigit(bytes[close + 1]))
    }

    private mutating func command() {
        guard at + 1 < end else {
            at += 1
            return
        }
        let next = bytes[at + 1]
        guard isAsciiLetter(next) else {
            at += 2
            symbol(next)
            return
        }
        var stop = at + 1
        while stop < end, isAsciiLetter(bytes[stop]) { stop += 1 }
        let name = bytes.slice(at + 1..<stop)
        at = stop
        // A bold letter is a vector's name, not a word.
        if bytes.has("mathbf", at: stop - 6), bytes.has("{", at: at), bytes.has("}", at: at + 2),
            isAsciiLetter(bytes[at + 1]), stop - 7 >= 0, bytes[stop - 7] == UInt8(ascii: "\\")
        {
            append("\\vec{")
            out.append(bytes[at + 1])
            append("}")
            at += 3
            return
        }
        if let rewrite = LatexSpelling.rewrite(name) {
            apply(rewrite)
        } else {
            out.append(UInt8(ascii: "\\"))
            out.append(contentsOf: name)
            // The blank that ends a command name is not part of the text.
            if at < end, isSpace(bytes[at]) { blank() }
        }
    }

    private mutating func symbol(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"): out.append(Mark.setOpen)
        case UInt8(ascii: "}"): out.append(Mark.setClose)
        case UInt8(ascii: "!"): while at < end, isSpace(bytes[at]) { at += 1 }
        case UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "#"),
            UInt8(ascii: "_"):
            out.append(byte)
        case UInt8(ascii: "|"): append("\\Vert")
        case UInt8(ascii: "\\"): append("\\\\")
        default: blank()
        }
    }

    private mutating func apply(_ rewrite: LatexSpelling.Rewrite) {
        switch rewrite {
        case .drop: while at < end, isSpace(bytes[at]) { at += 1 }
        case .blank: blank()
        case .to(let text): append(text)
        case .text:
            while at < end, isSpace(bytes[at]) { at += 1 }
            guard at < end, bytes[at] == UInt8(ascii: "{"),
                let close = bytes.closingBrace(of: at, before: end)
            else { return }
            var inner = AnswerNormalizer(bytes, at + 1..<close)
            inner.flatten()
            blank()
            out.append(Mark.text)
            out.append(contentsOf: inner.out)
            out.append(0x20)
            at = close + 1
        }
    }

    /// The inside of \text: nested text commands are unwrapped without recursion.
    private mutating func flatten() {
        while at < end {
            if bytes[at] == UInt8(ascii: "\\"), at + 1 < end, isAsciiLetter(bytes[at + 1]) {
                at += 1
                while at < end, isAsciiLetter(bytes[at]) { at += 1 }
            } else if bytes[at] == UInt8(ascii: "\\"), at + 1 < end {
                at += 1
                if isSpacing(bytes[at]), bytes[at] != UInt8(ascii: "!") {
                    blank()
                } else if bytes[at] >= 0x21, bytes[at] < 0x7F, !isSpacing(bytes[at]) {
                    out.append(bytes[at])
                }
                at += 1
            } else if isSpace(bytes[at]) || bytes[at] == UInt8(ascii: "~") {
                blank()
                at += 1
            } else if bytes[at] == UInt8(ascii: "{") || bytes[at] == UInt8(ascii: "}")
                || bytes[at] == UInt8(ascii: "$") && !(at + 1 < end && isDigit(bytes[at + 1]))
                || bytes[at] < 0x20
            {
                at += 1
            } else if bytes[at] < 0x80 {
                out.append(bytes[at])
                at += 1
            } else {
                foreign()
            }
        }
    }

    private func isSpacing(_ byte: UInt8) -> Bool {
        byte == 0x2C || byte == 0x3B || byte == 0x3A || byte == 0x21
    }

    private mutating func foreign() {
        let (rewrite, length) = UnicodeSpelling.rewrite(bytes, at, end)
        at += length
        switch rewrite {
        case .keep: for index in at - length..<at { out.append(bytes[index]) }
        case .drop: break
        case .blank: blank()
        case .byte(let byte): out.append(byte)
        case .text(let text): append(text)
        case .power(let digit):
            append("^")
            out.append(digit)
        case .lower(let digit):
            // A second digit goes on the subscript that the first began.
            let tail = out.suffix(8).reversed().drop(while: isDigit)
            if !(out.last.map(isDigit) == true && tail.first == UInt8(ascii: "_")) { append("_") }
            out.append(digit)
        case .fraction(let top, let bottom):
            append("\\frac{")
            out.append(top)
            append("}{")
            out.append(bottom)
            append("}")
        }
    }
}
