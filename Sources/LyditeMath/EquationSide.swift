/// One side of an equation: which tokens it is made of and what it is worth.
struct EquationSide {
    var first: Int
    var last: Int
    /// With percent signs as hundredths.
    var value: Rational
    /// With percent signs left out.
    var bare: Rational
    /// The first operand, for run-on notation: 5 + 3 = 8 * 2 = 16.
    var lead: Rational
    var hasOperator: Bool
    var hasMoney: Bool
    var hasPercent: Bool
    /// Something near it may change what it means; it can confirm, but not refute.
    var isDoubtful: Bool
    /// Digits after the point when it is one number.
    var places: Int
}

/// Evaluates tokens by the usual precedence.
struct EquationEvaluator {
    let bytes: Bytes
    let tokens: [EquationToken]
    let end: Int
    var at: Int
    let ignoresPercent: Bool

    private static let maximumDepth = 16

    /// The value of all tokens; nil when they are no complete expression.
    static func value(
        _ bytes: Bytes, _ tokens: [EquationToken], _ range: Range<Int>, ignoresPercent: Bool
    ) -> Rational? {
        var evaluator = EquationEvaluator(
            bytes: bytes, tokens: tokens, end: range.upperBound, at: range.lowerBound,
            ignoresPercent: ignoresPercent)
        guard let value = evaluator.sum(0), evaluator.kind == nil else { return nil }
        return value
    }

    /// The next token that is no word.
    private var kind: EquationToken.Kind? {
        mutating get {
            while at < end, tokens[at].kind == .word { at += 1 }
            return at < end ? tokens[at].kind : nil
        }
    }

    private mutating func sum(_ depth: Int) -> Rational? {
        guard depth < EquationEvaluator.maximumDepth, var total = product(depth) else { return nil }
        while let next = kind, next == .plus || next == .minus {
            at += 1
            guard let term = product(depth) else { return nil }
            total = next == .plus ? total + term : total - term
            guard total.bitCount < 4_096 else { return nil }
        }
        return total
    }

    private mutating func product(_ depth: Int) -> Rational? {
        guard var total = signed(depth) else { return nil }
        while let next = kind, next == .times || next == .divide || next == .open {
            if next != .open { at += 1 }
            guard let factor = signed(depth) else { return nil }
            if next == .divide {
                guard let quotient = total.divided(by: factor) else { return nil }
                total = quotient
            } else {
                total *= factor
            }
            guard total.bitCount < 4_096 else { return nil }
        }
        return total
    }

    private mutating func signed(_ depth: Int) -> Rational? {
        guard depth < EquationEvaluator.maximumDepth else { return nil }
        if kind == .minus {
            at += 1
            return signed(depth + 1).map { -$0 }
        }
        guard let base = postfix(depth) else { return nil }
        guard kind == .power else { return base }
        at += 1
        guard let exponent = signed(depth + 1)?.intValue, exponent.magnitude < 200 else {
            return nil
        }
        return base.power(exponent)
    }

    private mutating func postfix(_ depth: Int) -> Rational? {
        var base: Rational
        switch kind {
        case .number:
            guard let value = EquationEvaluator.number(bytes, tokens[at]) else { return nil }
            base = value
            at += 1
        case .open:
            at += 1
            guard let value = sum(depth + 1), kind == .close else { return nil }
            base = value
            at += 1
        default: return nil
        }
        while let next = kind, next == .percent || next == .factorial {
            at += 1
            if next == .percent {
                if !ignoresPercent { base *= Rational(reduced: 1, 100) }
            } else {
                guard let n = base.intValue, n < 50, let value = Rational.factorial(n) else {
                    return nil
                }
                base = value
            }
        }
        return base
    }

    static func number(_ bytes: Bytes, _ token: EquationToken) -> Rational? {
        let text = bytes.slice(Int(token.start)..<Int(token.end))
        if let value = Rational(decimal: text) { return value }
        return Rational(decimal: text.filter { $0 != UInt8(ascii: ",") })
    }
}
