/// Sine and cosine of multiples of pi/12 that need only square roots of 2 and 3.
enum Angle {
    /// cos and sin are `(a + b root) / 2` with one root each.
    struct Special {
        /// Twice the cosine and the sine squared, with their signs: 0, 1, 2, 3 or 4.
        var cosine: Int
        var sine: Int
        var primes: [Int] {
            var primes: [Int] = []
            if abs(cosine) == 2 || abs(sine) == 2 { primes.append(2) }
            if abs(cosine) == 3 || abs(sine) == 3 { primes.append(3) }
            return primes
        }
    }

    /// `factor` times pi; nil when it is no multiple of pi/6 or pi/4.
    static func special(_ factor: Rational) -> Special? {
        guard let turns = factor.modulo(Rational(2)),
            let twelfths = (turns * Rational(12)).intValue
        else { return nil }
        // (2 cos)^2 with the sign of the cosine.
        let table: [Int: Int] = [
            0: 4, 2: 3, 3: 2, 4: 1, 6: 0, 8: -1, 9: -2, 10: -3, 12: -4, 14: -3, 15: -2, 16: -1,
            18: 0, 20: 1, 21: 2, 22: 3,
        ]
        guard let cosine = table[twelfths], let sine = table[(twelfths + 18) % 24] else {
            return nil
        }
        return Special(cosine: cosine, sine: sine)
    }

    /// 15' and 15'30'' as parts of a degree; nil for anything else.
    static func minutes(_ marks: [UInt8]) -> Rational? {
        let parts = marks.split(separator: UInt8(ascii: "'"), omittingEmptySubsequences: false)
        let isShort = parts.count == 2 && parts[1].isEmpty
        let isLong = parts.count == 4 && parts[2].isEmpty && parts[3].isEmpty
        guard isShort || isLong, let whole = part(parts[0]) else { return nil }
        guard isLong else { return whole * Rational(reduced: 1, 60) }
        guard let seconds = part(parts[1]) else { return nil }
        return whole * Rational(reduced: 1, 60) + seconds * Rational(reduced: 1, 3_600)
    }

    private static func part(_ digits: ArraySlice<UInt8>) -> Rational? {
        guard (1...2).contains(digits.count), digits.allSatisfy(isDigit),
            let value = Rational(decimal: Array(digits)), value < Rational(60)
        else { return nil }
        return value
    }
}
