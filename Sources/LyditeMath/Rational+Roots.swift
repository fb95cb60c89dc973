internal import CGMP

extension Rational {
    /// The root of the given degree when it is rational; odd roots are real.
    func exactRoot(_ degree: Int) -> Rational? {
        if sign < 0 {
            guard degree % 2 == 1, let root = (-self).exactRoot(degree) else { return nil }
            return -root
        }
        let big = big
        var isExact = false
        let root = withExtendedLifetime(big) {
            BigRational { raw in
                let top = __gmpz_root(numeratorPointer(raw), big.numerator, UInt(degree))
                let bottom = __gmpz_root(denominatorPointer(raw), big.denominator, UInt(degree))
                isExact = top != 0 && bottom != 0
            }
        }
        return isExact ? Rational(root) : nil
    }

    /// The denominator when it fits a machine integer.
    var denominatorInt: Int? {
        guard case .small(_, let bottom) = storage else { return nil }
        return Int(bottom)
    }

    /// The numerator when numerator and denominator fit machine integers.
    var numeratorInt: Int? {
        guard case .small(let top, _) = storage else { return nil }
        return Int(top)
    }

    /// Base 16, as the C map reads it.
    var hexText: String {
        if case .small(let top, let bottom) = storage {
            let text = String(top, radix: 16)
            return bottom == 1 ? text : text + "/" + String(bottom, radix: 16)
        }
        let big = big
        return withExtendedLifetime(big) {
            let room =
                __gmpz_sizeinbase(big.numerator, 16) + __gmpz_sizeinbase(big.denominator, 16) + 3
            return withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { buffer in
                __gmpq_get_str(buffer.baseAddress, 16, big.raw)
                return String(cString: buffer.baseAddress!)
            }
        }
    }

    /// The residue modulo a prime; nil when the denominator is divisible by it.
    func residue(_ field: ModularField) -> UInt64? {
        let (top, bottom): (UInt64, UInt64)
        switch storage {
        case .small(let a, let b):
            let size = a.magnitude % field.prime
            top = a < 0 && size != 0 ? field.prime - size : size
            bottom = UInt64(b) % field.prime
        case .big(let big):
            top = UInt64(
                withExtendedLifetime(big) { __gmpz_fdiv_ui(big.numerator, UInt(field.prime)) })
            bottom = UInt64(
                withExtendedLifetime(big) { __gmpz_fdiv_ui(big.denominator, UInt(field.prime)) })
        }
        if bottom == 0 { return nil }
        return bottom == 1 ? top : field.multiply(top, field.inverse(bottom))
    }
}

extension Rational {
    /// The exponent that gives this number from the base, when it is a small integer.
    func logarithm(base: Rational) -> Rational? {
        guard sign > 0, base.sign > 0, base != .one, bitCount <= 4_096 else { return nil }
        // Both at least one: then the powers grow up to the number or past it.
        guard let down = base.reciprocal, let inverse = reciprocal else { return nil }
        let step = base < .one ? down : base
        let goal = self < .one ? inverse : self
        let isNegative = (base < .one) != (self < .one)
        var power = Rational.one
        for exponent in 0...MathLimits.logarithm {
            if power == goal { return Rational(isNegative ? -exponent : exponent) }
            if goal < power { return nil }
            power = power * step
            if power.bitCount > 8_192 { return nil }
        }
        return nil
    }
}

extension Rational {
    var denominatorValue: Rational {
        if case .small(_, let bottom) = storage { return Rational(reduced: bottom, 1) }
        let big = big
        return withExtendedLifetime(big) {
            Rational(
                BigRational {
                    __gmpz_set(numeratorPointer($0), big.denominator)
                    __gmpz_set_ui(denominatorPointer($0), 1)
                })
        }
    }

    var numeratorValue: Rational { self * denominatorValue }
}
