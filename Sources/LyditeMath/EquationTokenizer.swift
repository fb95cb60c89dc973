/// Cuts one line into tokens; annotations `<<a=b>>` are collected and otherwise transparent.
struct EquationTokenizer {
    let bytes: Bytes
    private(set) var tokens: [EquationToken] = []
    private(set) var annotations: [Range<Int>] = []
    private var money = false
    private var glued = false

    /// The longest group in braces or annotation that is read: each is searched for its end, and a
    /// line of groups that never end must not cost the square of its length.
    private static let maximumGroup = 1_000

    init(_ bytes: Bytes) { self.bytes = bytes }

    mutating func run(_ range: Range<Int>) {
        tokens.removeAll(keepingCapacity: true)
        annotations.removeAll(keepingCapacity: true)
        scan(range, depth: 0)
    }

    private mutating func scan(_ range: Range<Int>, depth: Int) {
        var at = range.lowerBound
        glued = false
        money = false
        while at < range.upperBound, tokens.count < MathLimits.lineTokens {
            let byte = bytes[at]
            switch byte {
            case 0x20, 0x09, 0x0D, UInt8(ascii: "&"), UInt8(ascii: "~"):
                glued = false
                at += 1
            case UInt8(ascii: "$"):
                if isCurrency(at, range.upperBound) {
                    money = true
                } else {
                    add(.boundary, at, at + 1)
                }
                at += 1
            case UInt8(ascii: "=") where bytes.has("=~", at: at):
                add(.poison, at, at + 2)
                at += 2
            case 0x30...0x39: at = number(at, range.upperBound)
            case UInt8(ascii: ".")
            where at + 1 < range.upperBound && isDigit(bytes[at + 1])
                && !(at > range.lowerBound && isLetter(bytes[at - 1])):
                at = number(at, range.upperBound)
            case UInt8(ascii: "\\"): at = command(at, range.upperBound, depth)
            case UInt8(ascii: "<") where bytes.has("<<", at: at): at = annotation(at, range)
            case UInt8(ascii: "*") where bytes.has("**", at: at): at = stars(at, range)
            case 0x80...: at = foreign(at, range.upperBound)
            case _ where isAsciiLetter(byte): at = word(at, range.upperBound)
            default:
                add(EquationTokenizer.kinds[Int(byte)], at, at + 1)
                at += 1
            }
        }
    }

    private static let kinds: [EquationToken.Kind] = {
        var kinds = [EquationToken.Kind](repeating: .boundary, count: 128)
        for (byte, kind): (Character, EquationToken.Kind) in [
            ("+", .plus), ("-", .minus), ("*", .times), ("/", .divide), ("^", .power),
            ("(", .open), (")", .close), ("[", .boundary), ("]", .boundary), ("%", .percent),
            ("!", .factorial), ("=", .equals), ("{", .poison), ("}", .poison), ("<", .poison),
            (">", .poison), ("|", .poison), ("_", .poison), ("~", .poison), ("#", .poison),
            ("@", .poison), ("'", .poison),
        ] { kinds[Int(byte.asciiValue!)] = kind }
        return kinds
    }()

    private mutating func add(_ kind: EquationToken.Kind, _ start: Int, _ end: Int) {
        tokens.append(
            EquationToken(
                kind: kind, isGlued: glued, isMoney: money, start: Int32(start), end: Int32(end)))
        glued = true
        money = false
    }

    private mutating func number(_ start: Int, _ end: Int) -> Int {
        var at = start
        var point = -1
        var poison = false
        while at < end {
            let byte = bytes[at]
            let inside = at + 1 < end && isDigit(bytes[at + 1])
            if isDigit(byte) {
                at += 1
            } else if byte == UInt8(ascii: "."), inside, point < 0 {
                point = at
                at += 1
            } else if byte == UInt8(ascii: "."), inside {
                poison = true
                at += 1
            } else if let length = latexComma(at, end) {
                // "4,\!060" and "4{,}060" are one number, of a spelling that is not read here.
                poison = true
                at += length
            } else if byte == UInt8(ascii: ","), inside {
                // Groups of three only; "3,5" may be a decimal comma or a list.
                let group =
                    at + 3 < end && isDigit(bytes[at + 2]) && isDigit(bytes[at + 3])
                    && !(at + 4 < end && isDigit(bytes[at + 4])) && point < 0
                if !group || at - start > 3 && bytes[at - 4] != UInt8(ascii: ",") { poison = true }
                at += 1
            } else {
                break
            }
        }
        add(poison || at - start > 40 ? .poison : .number, start, at)
        if point >= 0 { tokens[tokens.count - 1].places = Int32(at - point - 1) }
        // Ratios and times: 3:30.
        if at + 1 < end, bytes[at] == UInt8(ascii: ":"), isDigit(bytes[at + 1]) {
            tokens[tokens.count - 1].kind = .poison
        }
        return at
    }

    /// Bytes of a comma as LaTeX spaces it, with a digit behind it; nil where there is none.
    private func latexComma(_ at: Int, _ end: Int) -> Int? {
        for spelling in [StaticString(",\\!"), "{,}", ",\\,"] {
            let length = spelling.utf8CodeUnitCount
            if at + length < end, bytes.has(spelling, at: at), isDigit(bytes[at + length]) {
                return length
            }
        }
        return nil
    }

    /// Whether a dollar sign stands for money, rather than around a formula.
    private func isCurrency(_ at: Int, _ end: Int) -> Bool {
        var next = at + 1
        while next < end, bytes[next] == 0x20 || bytes[next] == UInt8(ascii: "-") { next += 1 }
        guard next < end else { return false }
        return isDigit(bytes[next]) || bytes[next] == UInt8(ascii: ".")
            || bytes[next] == UInt8(ascii: "<") || bytes[next] == UInt8(ascii: "(")
    }

    private mutating func word(_ start: Int, _ end: Int) -> Int {
        var at = start
        while at < end,
            isLetter(bytes[at]) || bytes[at] == UInt8(ascii: "'")
                || bytes[at] == UInt8(ascii: "-") && at + 1 < end && isAsciiLetter(bytes[at + 1])
        { at += 1 }
        let length = at - start
        if length == 1, bytes[start] | 0x20 == UInt8(ascii: "x"), isTimes(start, at, end) {
            add(.times, start, at)
            return at
        }
        if length == 1, isVariable(start, at, end) {
            add(.poison, start, at)
            return at
        }
        if length == 2, bytes.hasAnyCase("of", at: start), tokens.last?.kind == .percent {
            add(.times, start, at)
        } else if length == 7, bytes.hasAnyCase("percent", at: start) {
            add(.percent, start, at)
        } else if at < end, bytes[at] == UInt8(ascii: "_") || isDigit(bytes[at]) {
            add(.poison, start, at)
        } else {
            add(.word, start, at)
        }
        return at
    }

    /// A letter alone is a variable or a function's name, unless a word follows it: "a box".
    private func isVariable(_ start: Int, _ stop: Int, _ end: Int) -> Bool {
        guard isAsciiLetter(bytes[start]) else { return false }
        var next = stop
        while next < end, bytes[next] == 0x20 { next += 1 }
        return next == stop || next == end || !isLetter(bytes[next])
    }

    /// "5 x 3" and "5x3", but not "2x + 3".
    private func isTimes(_ start: Int, _ stop: Int, _ end: Int) -> Bool {
        guard let last = tokens.last, last.kind.endsOperand || last.kind == .word else {
            return false
        }
        var next = stop
        while next < end, bytes[next] == 0x20 { next += 1 }
        guard next < end,
            isDigit(bytes[next]) || bytes[next] == UInt8(ascii: "$")
                || bytes[next] == UInt8(ascii: "(") || bytes[next] == UInt8(ascii: ".")
        else { return false }
        let tight = glued
        return tight ? next == stop && isDigit(bytes[next]) : next > stop
    }

    /// `**` is bold in markdown and a power in programs.
    private mutating func stars(_ at: Int, _ range: Range<Int>) -> Int {
        if let last = tokens.last, last.kind.endsOperand, at + 2 < range.upperBound,
            isDigit(bytes[at + 2]), glued
        {
            add(.power, at, at + 2)
        } else {
            glued = false
        }
        return at + 2
    }

    private mutating func annotation(_ at: Int, _ range: Range<Int>) -> Int {
        let reach = min(range.upperBound, at + EquationTokenizer.maximumGroup)
        guard at + 2 < reach, let close = bytes.find(">>", in: at + 2..<reach) else {
            add(.poison, at, at + 2)
            return at + 2
        }
        annotations.append(at + 2..<close)
        return close + 2
    }

    private mutating func command(_ at: Int, _ end: Int, _ depth: Int) -> Int {
        guard at + 1 < end else { return end }
        if !isAsciiLetter(bytes[at + 1]) {
            switch bytes[at + 1] {
            case UInt8(ascii: "%"): add(.percent, at, at + 2)
            case UInt8(ascii: "$"): money = true
            case UInt8(ascii: "\\"):
                // "\\cdot" is a command escaped twice, "\\" alone ends a line.
                let isName = at + 2 < end && isAsciiLetter(bytes[at + 2])
                add(isName ? .poison : .boundary, at, at + 2)
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: " "):
                glued = false
            default: add(.poison, at, at + 2)
            }
            return at + 2
        }
        var stop = at + 1
        while stop < end, isAsciiLetter(bytes[stop]) { stop += 1 }
        let name = String(decoding: bytes[at + 1..<stop], as: UTF8.self)
        switch name {
        case "times", "cdot": add(.times, at, stop)
        case "div": add(.divide, at, stop)
        case "left", "right", "quad", "qquad", "displaystyle", "big", "Big": glued = false
        case "frac", "dfrac", "tfrac": return fraction(at, stop, end, depth)
        case "text", "textbf", "mathrm", "mbox", "textrm": return words(stop, end, depth)
        case "boxed", "mathbf": return braces(stop, end, depth)
        default: add(.poison, at, stop)
        }
        return stop
    }

    private func closingBrace(_ open: Int, _ end: Int) -> Int? {
        bytes.closingBrace(of: open, before: min(end, open + EquationTokenizer.maximumGroup))
    }

    /// \text{...}: its words are words of the line.
    private mutating func words(_ stop: Int, _ end: Int, _ depth: Int) -> Int {
        guard depth < 4, stop < end, bytes[stop] == UInt8(ascii: "{"),
            let close = closingBrace(stop, end)
        else {
            add(.poison, stop, stop)
            return stop
        }
        scan(stop + 1..<close, depth: depth + 1)
        glued = false
        return close + 1
    }

    private mutating func braces(_ stop: Int, _ end: Int, _ depth: Int) -> Int {
        words(stop, end, depth)
    }

    /// \frac{a}{b} becomes ((a)/(b)).
    private mutating func fraction(_ at: Int, _ stop: Int, _ end: Int, _ depth: Int) -> Int {
        guard depth < 4 else {
            add(.poison, at, stop)
            return stop
        }
        // A whole number right before it is a mixed number or a product: not clear.
        if tokens.last?.kind == .number, glued { add(.poison, at, at) }
        var from = stop
        var parts: [Range<Int>] = []
        for _ in 0..<2 {
            while from < end, bytes[from] == 0x20 { from += 1 }
            guard from < end else { break }
            if bytes[from] == UInt8(ascii: "{") {
                guard let close = closingBrace(from, end) else { break }
                parts.append(from + 1..<close)
                from = close + 1
            } else if isDigit(bytes[from]) {
                parts.append(from..<from + 1)
                from += 1
            }
        }
        guard parts.count == 2 else {
            add(.poison, at, stop)
            return stop
        }
        add(.open, at, stop)
        for (index, part) in parts.enumerated() {
            if index == 1 { add(.divide, stop, stop) }
            add(.open, part.lowerBound, part.lowerBound)
            scan(part, depth: depth + 1)
            add(.close, part.upperBound, part.upperBound)
        }
        add(.close, from - 1, from)
        glued = true
        return from
    }

    private mutating func foreign(_ at: Int, _ end: Int) -> Int {
        guard let (scalar, length) = UnicodeSpelling.decode(bytes, at, end) else {
            add(.poison, at, at + 1)
            return at + 1
        }
        switch scalar {
        case 0xD7, 0x22C5, 0xB7: add(.times, at, at + length)
        case 0xF7: add(.divide, at, at + length)
        case 0x2212: add(.minus, at, at + length)
        // A dash may be a minus or a pause.
        case 0x2013: add(.poison, at, at + length)
        case 0xA0, 0x2009, 0x202F: glued = false
        case 0x20AC, 0xA3: money = true
        case 0x2014, 0x2018...0x201D, 0xFF0C, 0x3002, 0xFF1A, 0x3001:
            add(.boundary, at, at + length)
        default: add(.poison, at, at + length)
        }
        return at + length
    }
}
