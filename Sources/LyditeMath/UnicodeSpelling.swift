/// Characters beyond ASCII that stand for a plain digit, an operator or a LaTeX command.
///
/// Letters of other alphabets are kept as they are: a Cyrillic letter is not the Latin one that
/// it looks like.
enum UnicodeSpelling {
    enum Rewrite {
        case keep, drop, blank
        case byte(UInt8)
        case text(StaticString)
        case power(UInt8)
        case index(UInt8)
        case fraction(UInt8, UInt8)
    }

    /// What the character at `at` becomes, and its length; a broken sequence is dropped.
    static func rewrite(_ bytes: Bytes, _ at: Int, _ end: Int) -> (Rewrite, Int) {
        guard let (scalar, length) = decode(bytes, at, end) else { return (.drop, 1) }
        return (rewrite(scalar), length)
    }

    static func decode(_ bytes: Bytes, _ at: Int, _ end: Int) -> (UInt32, Int)? {
        let first = bytes[at]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first < 0xF5, at + length <= end else { return nil }
        var scalar = UInt32(first) & (0x7F >> UInt32(length))
        for index in 1..<length {
            guard bytes[at + index] & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(bytes[at + index] & 0x3F)
        }
        return (scalar, length)
    }

    private static func rewrite(_ scalar: UInt32) -> Rewrite {
        switch scalar {
        case 0xFF10...0xFF19: return .byte(UInt8(scalar - 0xFF10) + 0x30)
        case 0xFF08, 0xFF09, 0xFF0B, 0xFF0C, 0xFF0D, 0xFF0E, 0xFF0F, 0xFF1A, 0xFF1B, 0xFF1C,
            0xFF1D, 0xFF1E, 0xFF05, 0xFF3E:
            return .byte(UInt8(scalar - 0xFEE0))
        case 0xFF04: return .byte(UInt8(ascii: "$"))
        case 0x2070, 0x2074...0x2079: return .power(UInt8(scalar - 0x2070) + 0x30)
        case 0x207A, 0x207B: return .power(scalar == 0x207A ? 0x2B : 0x2D)
        case 0x2080...0x2089: return .index(UInt8(scalar - 0x2080) + 0x30)
        // Bold, double-struck, plain, bold plain and typewriter digits.
        case 0x1D7CE...0x1D7FF: return .byte(UInt8((scalar - 0x1D7CE) % 10) + 0x30)
        case 0xB2: return .power(UInt8(ascii: "2"))
        case 0xB3: return .power(UInt8(ascii: "3"))
        case 0xB9: return .power(UInt8(ascii: "1"))
        case 0xBC: return .fraction(0x31, 0x34)
        case 0xBD: return .fraction(0x31, 0x32)
        case 0xBE: return .fraction(0x33, 0x34)
        case 0x2153: return .fraction(0x31, 0x33)
        case 0x2154: return .fraction(0x32, 0x33)
        case 0x2155...0x2158: return .fraction(UInt8(scalar - 0x2155) + 0x31, 0x35)
        case 0x2159: return .fraction(0x31, 0x36)
        case 0x215A: return .fraction(0x35, 0x36)
        case 0x215B: return .fraction(0x31, 0x38)
        case 0x215C: return .fraction(0x33, 0x38)
        case 0x215D: return .fraction(0x35, 0x38)
        case 0x215E: return .fraction(0x37, 0x38)
        case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return .blank
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF, 0xFE0F:
            return .drop
        default: return .init(symbol: scalar)
        }
    }
}

extension UnicodeSpelling.Rewrite {
    init(symbol scalar: UInt32) {
        switch scalar {
        case 0x2010...0x2013, 0x2212, 0xFE63: self = .byte(UInt8(ascii: "-"))
        case 0xD7, 0x22C5, 0xB7, 0x2217, 0x2715, 0x2716: self = .byte(UInt8(ascii: "*"))
        case 0xF7, 0x2215, 0x2044, 0x2236: self = .byte(scalar == 0x2236 ? 0x3A : 0x2F)
        case 0xB0, 0xBA: self = .byte(AnswerNormalizer.Mark.degree)
        case 0xB1: self = .text("\\pm ")
        case 0x2264, 0x2A7D: self = .text("\\le ")
        case 0x2265, 0x2A7E: self = .text("\\ge ")
        case 0x2260: self = .text("\\ne ")
        case 0x221E: self = .text("\\infty ")
        case 0x3C0: self = .text("\\pi ")
        case 0x3B8: self = .text("\\theta ")
        case 0x221A: self = .text("\\sqrt ")
        case 0x2208: self = .text("\\in ")
        case 0x211D: self = .text("\\mathbb{R}")
        case 0x222A: self = .text("\\cup ")
        case 0x2229: self = .text("\\cap ")
        case 0x2205: self = .text("\\emptyset")
        case 0x2248: self = .text("\\approx ")
        case 0x20AC: self = .text(" eur ")
        case 0xA3: self = .text(" gbp ")
        case 0xA5: self = .text(" yen ")
        case 0x20B9: self = .text(" inr ")
        case 0x2018, 0x2019, 0x2032: self = .byte(UInt8(ascii: "'"))
        case 0x201C, 0x201D: self = .drop
        case 0x3002: self = .byte(UInt8(ascii: "."))
        default: self = .keep
        }
    }
}
