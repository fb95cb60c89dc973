internal import CGMP

extension Rational {
    package static func + (left: Rational, right: Rational) -> Rational {
        if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
            if b == 1, d == 1 {
                let (sum, overflow) = a.addingReportingOverflow(c)
                if !overflow, sum != .min { return Rational(reduced: sum, 1) }
            } else if let sum = reduce(
                Int128(a) * Int128(d) + Int128(c) * Int128(b), Int128(b) * Int128(d))
            {
                return sum
            }
        }
        let (x, y) = (left.big, right.big)
        return withExtendedLifetime((x, y)) {
            Rational(BigRational { __gmpq_add($0, x.raw, y.raw) })
        }
    }

    package static func * (left: Rational, right: Rational) -> Rational {
        if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
            if b == 1, d == 1 {
                let (product, overflow) = a.multipliedReportingOverflow(by: c)
                if !overflow, product != .min { return Rational(reduced: product, 1) }
            } else if let product = reduce(Int128(a) * Int128(c), Int128(b) * Int128(d)) {
                return product
            }
        }
        let (x, y) = (left.big, right.big)
        return withExtendedLifetime((x, y)) {
            Rational(BigRational { __gmpq_mul($0, x.raw, y.raw) })
        }
    }

    package static prefix func - (value: Rational) -> Rational {
        if case .small(let top, let bottom) = value.storage {
            return Rational(reduced: -top, bottom)
        }
        let big = value.big
        return withExtendedLifetime(big) { Rational(BigRational { __gmpq_neg($0, big.raw) }) }
    }

    package static func - (left: Rational, right: Rational) -> Rational { left + -right }

    package static func += (left: inout Rational, right: Rational) { left = left + right }
    package static func *= (left: inout Rational, right: Rational) { left = left * right }

    package var magnitude: Rational { sign < 0 ? -self : self }

    /// 1 divided by the value; nil for zero.
    package var reciprocal: Rational? {
        switch storage {
        case .small(let top, let bottom):
            if top == 0 { return nil }
            return top < 0 ? Rational(reduced: -bottom, -top) : Rational(reduced: bottom, top)
        case .big(let big):
            return Rational(BigRational { __gmpq_inv($0, big.raw) })
        }
    }

    /// The exact quotient; nil for a zero divisor.
    package func divided(by divisor: Rational) -> Rational? {
        guard let inverse = divisor.reciprocal else { return nil }
        return self * inverse
    }

    /// The value to an integer power; nil for 0 to a power <= 0 and beyond the bit bound.
    package func power(_ exponent: Int) -> Rational? {
        if isZero { return exponent > 0 ? self : nil }
        if exponent == 0 { return .one }
        if magnitude == .one { return exponent % 2 == 0 ? .one : self }
        let count = exponent.magnitude
        guard count <= UInt(MathLimits.bits), bitCount * Int(count) <= MathLimits.bits else {
            return nil
        }
        let base = big
        let raised = withExtendedLifetime(base) {
            Rational(
                BigRational { raw in
                    __gmpz_pow_ui(numeratorPointer(raw), base.numerator, count)
                    __gmpz_pow_ui(denominatorPointer(raw), base.denominator, count)
                })
        }
        return exponent < 0 ? raised.reciprocal : raised
    }

    /// The largest integer that is not above the value.
    package var floor: Rational {
        if isInteger { return self }
        if case .small(let top, let bottom) = storage {
            let quotient = top / bottom
            return Rational(reduced: top < 0 ? quotient - 1 : quotient, 1)
        }
        let big = big
        return withExtendedLifetime(big) {
            Rational(
                BigRational { __gmpz_fdiv_q(numeratorPointer($0), big.numerator, big.denominator) })
        }
    }

    /// The smallest integer that is not below the value.
    package var ceil: Rational { -((-self).floor) }

    /// The greatest common divisor of two integers; nil when one is not an integer.
    package static func gcd(_ left: Rational, _ right: Rational) -> Rational? {
        guard left.isInteger, right.isInteger else { return nil }
        let (x, y) = (left.big, right.big)
        return withExtendedLifetime((x, y)) {
            Rational(BigRational { __gmpz_gcd(numeratorPointer($0), x.numerator, y.numerator) })
        }
    }

    /// The remainder with the divisor's sign, as in `value - divisor * floor(value / divisor)`.
    package func modulo(_ divisor: Rational) -> Rational? {
        guard let quotient = divided(by: divisor) else { return nil }
        return self - divisor * quotient.floor
    }

    /// n!; nil beyond the bound.
    package static func factorial(_ n: Int) -> Rational? {
        guard n >= 0, n <= MathLimits.factorial else { return nil }
        return Rational(BigRational { __gmpz_fac_ui(numeratorPointer($0), UInt(n)) })
    }

    /// n choose k for small arguments; nil beyond the bound.
    package static func binomial(_ n: Int, _ k: Int) -> Rational? {
        guard n >= 0, n <= MathLimits.factorial, k >= 0 else { return nil }
        return Rational(BigRational { __gmpz_bin_uiui(numeratorPointer($0), UInt(n), UInt(k)) })
    }

    /// Lowest terms in 64 bits, or nil when they do not fit.
    private static func reduce(_ top: Int128, _ bottom: Int128) -> Rational? {
        if top == 0 { return .zero }
        let divisor = common(top.magnitude, UInt128(bottom))
        let (x, y) = (top / Int128(divisor), bottom / Int128(divisor))
        guard let numerator = Int64(exactly: x), let denominator = Int64(exactly: y),
            numerator != .min
        else { return nil }
        return Rational(reduced: numerator, denominator)
    }

    private static func common(_ left: UInt128, _ right: UInt128) -> UInt128 {
        var (a, b) = (left, right)
        while b != 0 {
            if let x = UInt64(exactly: a), let y = UInt64(exactly: b) {
                return UInt128(common64(x, y))
            }
            (a, b) = (b, a % b)
        }
        return a
    }

    private static func common64(_ left: UInt64, _ right: UInt64) -> UInt64 {
        var (a, b) = (left, right)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}

extension Rational {
    /// The square root that is rational itself; nil where there is none, or the number is beyond
    /// what problem families count with.
    package var exactRoot: Rational? {
        guard sign >= 0, let top = Int(numeratorText), let bottom = Int(denominatorText),
            let upper = Self.wholeRoot(top), let lower = Self.wholeRoot(bottom)
        else { return nil }
        return Rational(numerator: upper, denominator: lower)
    }

    /// Newton's iteration from above, which falls until it stands at the floor of the root.
    private static func wholeRoot(_ square: Int) -> Int? {
        guard square > 1 else { return square }
        var root = square / 2 + 1
        while true {
            let next = (root + square / root) / 2
            if next >= root { break }
            root = next
        }
        return root * root == square ? root : nil
    }
}
