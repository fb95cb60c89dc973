extension ExpressionParser {
    /// Highest degree of an integrand that is integrated.
    private static let maximumIntegrand = 16

    /// \int_a^b f dx: exact where f is a polynomial in x, else a value known by its parts alone.
    ///
    /// Two integrals of one integrand over the same bounds are equal; nothing is said of others.
    mutating func integral(_ stop: Int, _ depth: Int) throws(Failure) -> Int32 {
        guard depth < MathLimits.depth else { throw .tooLarge }
        at = stop
        var bounds: [UInt8: Int32] = [:]
        for _ in 0..<2 {
            skip()
            guard at < end, text[at] == UInt8(ascii: "_") || text[at] == UInt8(ascii: "^") else {
                break
            }
            let mark = text[at]
            at += 1
            bounds[mark] = try boundOfIntegral(depth)
        }
        skip()
        let (body, variable) = try integrand()
        let part = text.trimmed(body)
        let integrand: Int32
        if part.isEmpty {
            integrand = try builder.number(1)
        } else {
            var inner = ExpressionParser(text, part, inBrackets: inBrackets)
            let root = try inner.expression(.sum, depth + 1)
            guard inner.at == part.upperBound, !inner.sawPlusMinus else { throw .foreign }
            integrand = try builder.copy(inner.builder.expression(root))
        }
        guard let low = bounds[UInt8(ascii: "_")], let high = bounds[UInt8(ascii: "^")] else {
            guard bounds.isEmpty else { throw .foreign }
            return try builder.apply(
                Expression.opaqueMark + Array("int ".utf8) + variable, integrand)
        }
        if let exact = try area(integrand, variable, low, high) { return exact }
        return try area(named: integrand, variable, low, high)
    }

    private mutating func boundOfIntegral(_ depth: Int) throws(Failure) -> Int32 {
        skip()
        let isBraced = text.has("{", at: at)
        var stop = isBraced ? at + 1 : at
        let isNegative = text.has("-", at: stop)
        if isNegative { stop += 1 }
        guard text.has("\\infty", at: stop) else { return try limitArgument(depth + 1) }
        stop += 6
        while stop < end, text[stop] == 0x20 { stop += 1 }
        if isBraced {
            guard text.has("}", at: stop) else { throw .foreign }
            stop += 1
        }
        at = stop
        let infinity = try builder.variable(Expression.opaqueMark + Array("infinity".utf8))
        return isNegative ? try builder.negate(infinity) : infinity
    }

    /// The range before the first "dx", and x; leaves the place after it.
    private mutating func integrand() throws(Failure) -> (Range<Int>, [UInt8]) {
        let start = at
        var stop = end
        // \int (x dx) has its brackets around all of it.
        if at < end, text[at] == UInt8(ascii: "(") || text[at] == UInt8(ascii: "{"),
            let close = closing(at), differential(in: at + 1..<close)?.upperBound == close
        {
            at += 1
            stop = close
        }
        guard let place = differential(in: at..<stop) else { throw .foreign }
        let body = at..<place.lowerBound
        at = stop == end || at == start ? place.upperBound : stop + 1
        return (body, [text[place.upperBound - 1]])
    }

    private func closing(_ open: Int) -> Int? {
        var level = 0
        for place in open..<end {
            switch text[place] {
            case 0x28, 0x7B: level += 1
            case 0x29, 0x7D:
                level -= 1
                if level == 0 { return place }
            default: break
            }
        }
        return nil
    }

    /// "dx" outside all brackets: the end of a run of letters that names nothing else.
    private func differential(in range: Range<Int>) -> Range<Int>? {
        var level = 0
        var place = range.lowerBound
        while place < range.upperBound {
            switch text[place] {
            case 0x28, 0x5B, 0x7B, 0x01: level += 1
            case 0x29, 0x5D, 0x7D, 0x02: level -= 1
            case _ where isAsciiLetter(text[place]):
                let start = place
                while place < range.upperBound, isAsciiLetter(text[place]) { place += 1 }
                let isCommand = start > 0 && text[start - 1] == UInt8(ascii: "\\")
                guard level == 0, !isCommand, functionName(start) == nil else { continue }
                if place - start >= 2, text[place - 2] == UInt8(ascii: "d") {
                    return place - 2..<place
                }
                // \mathrm{d}x
                if place - start == 1, text[start] == UInt8(ascii: "d"), start > 0,
                    text[start - 1] == AnswerNormalizer.Mark.text, text[place] == 0x20,
                    isAsciiLetter(text[place + 1])
                {
                    return start - 1..<place + 2
                }
                continue
            default: break
            }
            place += 1
        }
        return nil
    }

    /// By the Taylor coefficients at zero; nil where the integrand is no small polynomial.
    private mutating func area(
        _ integrand: Int32, _ variable: [UInt8], _ low: Int32, _ high: Int32
    ) throws(Failure) -> Int32? {
        guard let degree = builder.degree(integrand, in: variable),
            degree <= ExpressionParser.maximumIntegrand
        else { return nil }
        do {
            let zero = try builder.number(0)
            var slope = integrand
            var factorial = Rational.one
            var total = zero
            for power in 0...degree {
                let value = try builder.copy(builder.expression(slope)) {
                    $0 == variable ? zero : nil
                }
                factorial = factorial * Rational(power + 1)
                let exponent = try builder.number(power + 1)
                let width = try builder.subtract(
                    try builder.power(high, exponent), try builder.power(low, exponent))
                let term = try builder.divide(
                    try builder.multiply(value, width), try builder.number(factorial))
                total = try builder.add(total, term)
                slope = try builder.derivative(slope, variable)
            }
            let names = builder.names
            let isInfinite = builder.expression(total).nodes.contains { node in
                node.operation == .variable
                    && names[Int(node.left)].starts(with: Expression.opaqueMark)
            }
            return isInfinite ? nil : total
        } catch {
            return nil
        }
    }

    /// One name for the integral, whatever its variable is called.
    private mutating func area(
        named integrand: Int32, _ variable: [UInt8], _ low: Int32, _ high: Int32
    ) throws(Failure) -> Int32 {
        let mark = Expression.opaqueMark
        let bound = try builder.variable(mark + Array("t".utf8))
        let free = try builder.copy(builder.expression(integrand)) {
            $0 == variable ? bound : nil
        }
        // The three parts stand apart from each other by their own letters.
        var parts = try builder.number(0)
        for (index, part) in [free, low, high].enumerated() {
            let letter = try builder.variable(mark + [0x30 + UInt8(index)])
            parts = try builder.add(parts, try builder.multiply(letter, part))
        }
        return try builder.apply(mark + Array("int".utf8), parts)
    }
}
