extension ExpressionParser {
    mutating func operand(_ depth: Int) throws(Failure) -> Int32 {
        guard depth < MathLimits.depth else { throw .tooLarge }
        switch text[at] {
        case UInt8(ascii: "("): return try group(UInt8(ascii: ")"), depth)
        case UInt8(ascii: "["): return try group(UInt8(ascii: "]"), depth)
        case UInt8(ascii: "{"): return try braces(depth)
        case UInt8(ascii: "|"):
            guard bars == 0 else { throw .foreign }
            at += 1
            bars += 1
            let inside = try expression(.sum, depth + 1)
            bars -= 1
            skip()
            guard at < end, text[at] == UInt8(ascii: "|") else { throw .foreign }
            at += 1
            return try builder.call(.abs, inside)
        case UInt8(ascii: "."), 0x30...0x39: return try number()
        case UInt8(ascii: "\\"): return try command(depth)
        case AnswerNormalizer.Mark.text: return try word(depth)
        case _ where isLetter(text[at]): return try letters(depth)
        default: throw .foreign
        }
    }

    /// {a}, or {a \over b}.
    private mutating func braces(_ depth: Int) throws(Failure) -> Int32 {
        at += 1
        let outerBars = bars
        bars = 0
        let top = try expression(.sum, depth + 1)
        skip()
        var value = top
        if text.has("\\over", at: at), !(at + 5 < end && isAsciiLetter(text[at + 5])) {
            at += 5
            value = try builder.divide(top, try expression(.sum, depth + 1))
            skip()
        } else if text.has("\\choose", at: at) {
            at += 7
            value = try binomial(top, try expression(.sum, depth + 1))
            skip()
        }
        bars = outerBars
        guard at < end, text[at] == UInt8(ascii: "}") else { throw .foreign }
        at += 1
        return value
    }

    /// A number in any spelling that ``ExpressionReader`` knows.
    private mutating func number() throws(Failure) -> Int32 {
        let reading: NumberText.Reading?
        do {
            reading = try NumberText.read(
                text, at: at, before: end, grouping: !inBrackets, blanks: false)
        } catch { throw .tooLarge }
        guard let reading else { throw .foreign }
        var stop = reading.end
        let isSpecial =
            text.has("\\overline", at: stop) || text.has("\\bar", at: stop)
            || text.has("_", at: stop)
            || text.has("(", at: stop) && reading.isDecimal
            || stop + 1 < end && text[stop] | 0x20 == UInt8(ascii: "e")
                && (isDigit(text[stop + 1])
                    || (text[stop + 1] == 0x2D || text[stop + 1] == 0x2B) && stop + 2 < end
                        && isDigit(text[stop + 2]))
        if isSpecial {
            var reader = ExpressionReader(text, at..<end, inBrackets: inBrackets)
            let value = try reader.number(0)
            at = reader.at
            return try builder.number(value)
        }
        if text.has("...", at: stop) || text.has("\\ldots", at: stop) || text.has("…", at: stop) {
            throw .foreign
        }
        at = stop
        let value = try builder.number(reading.value)
        while stop < end, text[stop] == 0x20 { stop += 1 }
        if stop < end, isDigit(text[stop]) { throw .foreign }
        guard text.has("\\frac", at: stop), !reading.isDecimal else { return value }
        return try mixed(value, reading.value, stop)
    }

    /// 1\frac12 is a sum, 2\frac{x}{3} a product, 2\frac{3}{2} may be either.
    private mutating func mixed(
        _ whole: Int32, _ number: Rational, _ stop: Int
    ) throws(Failure) -> Int32 {
        let start = at
        at = stop
        let fraction = try command(1)
        if let part = builder.number(fraction) {
            guard part.sign > 0, part < .one, number.sign > 0 else { throw .foreign }
            return try builder.add(whole, fraction)
        }
        at = start
        return whole
    }

    /// {...}, or a single digit, letter or command.
    mutating func argument(_ depth: Int) throws(Failure) -> Int32 {
        guard depth < MathLimits.depth else { throw .tooLarge }
        skip()
        guard at < end else { throw .foreign }
        if text[at] == UInt8(ascii: "{") { return try braces(depth) }
        if isDigit(text[at]) {
            at += 1
            return try builder.number(Int(text[at - 1] - 0x30))
        }
        if isAsciiLetter(text[at]) {
            at += 1
            return try symbol([text[at - 1]])
        }
        guard text[at] == UInt8(ascii: "\\") || isLetter(text[at]) else { throw .foreign }
        return try operand(depth)
    }

    /// The same above a sign that has a subscript of its own: the n of \sum^n_{k=1}.
    mutating func limitArgument(_ depth: Int) throws(Failure) -> Int32 {
        guard at + 1 < end, isAsciiLetter(text[at]), text[at + 1] == UInt8(ascii: "_") else {
            return try argument(depth)
        }
        at += 1
        return try builder.variable([text[at - 1]])
    }

    func binomialBound(_ k: Int) -> Bool { k <= 64 }

    mutating func binomial(_ top: Int32, _ bottom: Int32) throws(Failure) -> Int32 {
        guard let k = builder.number(bottom)?.intValue else {
            return try builder.divide(
                try builder.call(.factorial, top),
                try builder.multiply(
                    try builder.call(.factorial, bottom),
                    try builder.call(.factorial, try builder.subtract(top, bottom))))
        }
        if let n = builder.number(top) {
            guard let n = n.intValue, n >= 0, k >= 0 else { throw .foreign }
            guard let value = Rational.binomial(n, k) else { throw .tooLarge }
            return try builder.number(value)
        }
        guard k >= 0 else { throw .foreign }
        guard binomialBound(k) else { throw .tooLarge }
        // n(n-1)...(n-k+1)/k!
        var product = try builder.number(1)
        for index in 0..<k {
            let factor = try builder.add(top, try builder.number(-index))
            product = try builder.divide(
                try builder.multiply(product, factor), try builder.number(index + 1))
        }
        return product
    }

    /// A single letter: a constant or a variable with its subscript and primes.
    mutating func symbol(_ letter: [UInt8]) throws(Failure) -> Int32 {
        var name = letter
        var power: Int32?
        if let after = subscriptAfterPower() {
            // x^2_1 is x_1 squared.
            at += 1
            power = try argument(2)
            guard at == after else { throw .foreign }
        }
        if at < end, text[at] == UInt8(ascii: "_") || text[at] == UInt8(ascii: "'") {
            try decorate(&name)
        }
        let value = try meaning(name)
        guard let power else { return value }
        return try builder.power(value, power)
    }

    private mutating func meaning(_ name: [UInt8]) throws(Failure) -> Int32 {
        if let known = bound.last(where: { $0.name == name }) { return known.value }
        if name == [UInt8(ascii: "e")] { return try builder.exp(try builder.number(1)) }
        if name == [UInt8(ascii: "i")] { return try builder.node(.i) }
        if ExpressionParser.isFunctionLetter(name), at < end,
            text[at] == UInt8(ascii: "(") || text.has("{(", at: at)
        {
            return try application(name)
        }
        return try builder.variable(name)
    }

    /// Where a subscript stands that follows a power.
    private func subscriptAfterPower() -> Int? {
        guard at + 2 < end, text[at] == UInt8(ascii: "^") else { return nil }
        var stop = at + 2
        if text[at + 1] == UInt8(ascii: "{") {
            guard let close = text.closingBrace(of: at + 1, before: end) else { return nil }
            stop = close + 1
        } else if !isDigit(text[at + 1]) {
            return nil
        }
        return stop < end && text[stop] == UInt8(ascii: "_") ? stop : nil
    }

    /// Subscripts and primes after a name, primes last.
    private mutating func decorate(_ name: inout [UInt8]) throws(Failure) {
        var primes = 0
        while at < end, text[at] == UInt8(ascii: "_") || text[at] == UInt8(ascii: "'") {
            if text[at] == UInt8(ascii: "'") {
                primes += 1
                at += 1
                continue
            }
            at += 1
            guard at < end else { throw .foreign }
            name.append(UInt8(ascii: "_"))
            if text[at] == UInt8(ascii: "{") {
                guard let close = text.closingBrace(of: at, before: end), close - at <= 24 else {
                    throw .foreign
                }
                let inside = text[at + 1..<close].filter {
                    $0 != 0x20 && $0 != AnswerNormalizer.Mark.text
                }
                name.append(contentsOf: inside)
                at = close + 1
            } else if text[at] == UInt8(ascii: "\\") {
                name.append(text[at])
                at += 1
                while at < end, isAsciiLetter(text[at]) {
                    name.append(text[at])
                    at += 1
                }
            } else {
                while at < end, isDigit(text[at]) {
                    name.append(text[at])
                    at += 1
                }
                if name.last == UInt8(ascii: "_") {
                    guard at < end, isAsciiLetter(text[at]) else { throw .foreign }
                    name.append(text[at])
                    at += 1
                }
            }
        }
        name.append(contentsOf: [UInt8](repeating: UInt8(ascii: "'"), count: min(primes, 9)))
    }

    /// Letters that mostly name functions.
    static func isFunctionLetter(_ name: [UInt8]) -> Bool {
        guard let first = name.first else { return false }
        return "fghFGHPQ".utf8.contains(first)
            && name.dropFirst().allSatisfy { $0 == 0x27 || $0 == 0x5F || isDigit($0) }
    }

    /// f(x, y): nothing is known of f but its arguments.
    private mutating func application(_ name: [UInt8]) throws(Failure) -> Int32 {
        let isBraced = text[at] == UInt8(ascii: "{")
        at += isBraced ? 2 : 1
        var argument = try expression(.sum, 2)
        skip()
        while at < end, text[at] == UInt8(ascii: ",") {
            at += 1
            argument = try builder.node(.pair, argument, try expression(.sum, 2))
            skip()
        }
        guard at < end, text[at] == UInt8(ascii: ")") else { throw .foreign }
        at += 1
        if isBraced {
            skip()
            guard at < end, text[at] == UInt8(ascii: "}") else { throw .foreign }
            at += 1
        }
        return try builder.apply(name, argument)
    }

    /// A run of letters in plain text: known names first, single letters else.
    private mutating func letters(_ depth: Int) throws(Failure) -> Int32 {
        if text[at] >= 0x80 { return try foreignLetter() }
        if let (name, stop) = functionName(at) {
            at = stop
            return try function(name, depth)
        }
        var stop = at
        while stop < end, isAsciiLetter(text[stop]) { stop += 1 }
        if stop - at >= 2, let (name, length) = MathNames.constant(text.slice(at..<stop)) {
            at += length
            return try constant(name)
        }
        // Long runs are words, not products; so are "or" and "and" that touch their neighbour.
        guard stop - at <= 3, !(text.has("or", at: at) || text.has("and", at: at)) else {
            throw .foreign
        }
        at += 1
        return try symbol([text[at - 1]])
    }

    private mutating func foreignLetter() throws(Failure) -> Int32 {
        guard let (scalar, length) = UnicodeSpelling.decode(text, at, end) else { throw .foreign }
        // Alphabets in which mathematics is written; other scripts are prose.
        guard scalar < 0x530 else { throw .foreign }
        var name = Array(text[at..<at + length])
        at += length
        if let greek = MathNames.greek(scalar) { name = greek }
        return try symbol(name)
    }

    mutating func constant(_ name: String) throws(Failure) -> Int32 {
        if name == "pi" { return try builder.node(.pi) }
        return try symbol(Array(name.utf8))
    }
}
