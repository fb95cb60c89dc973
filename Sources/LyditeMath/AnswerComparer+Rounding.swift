internal import LyditeCore

extension AnswerComparer {
    /// Whether `pred` is `gold` rounded as the problem asks; nil when the problem asks nothing.
    func isRounded(_ gold: Rational, _ pred: Rational) -> Bool? {
        guard let rounding = spec.rounding else { return nil }
        guard statesEnough(rounding) else { return false }
        for unit in AnswerComparer.units(rounding, pred) {
            guard let steps = pred.divided(by: unit), steps.isInteger else { continue }
            let distance = (gold - pred).magnitude
            let half = unit * Rational(reduced: 1, 2)
            if distance < half { return true }
            // A tie goes away from zero or to the even neighbour.
            let isEven = (steps * Rational(reduced: 1, 2)).isInteger
            if distance == half, isEven || pred.magnitude > gold.magnitude { return true }
        }
        return false
    }

    /// The same for a gold that is a formula; ties cannot be proved and do not count.
    func isRounded(
        _ pred: Rational, isPositive: (_ bound: Rational) -> Bool
    ) -> Bool {
        guard let rounding = spec.rounding, statesEnough(rounding) else { return false }
        return AnswerComparer.units(rounding, pred).contains { unit in
            guard let steps = pred.divided(by: unit), steps.isInteger else { return false }
            return isPositive(unit * Rational(reduced: 1, 2))
        }
    }

    private func statesEnough(_ rounding: Rounding) -> Bool {
        guard let digits = predDigits else { return true }
        return switch rounding {
        case .places(let count): digits.places >= count
        case .significant(let count): digits.significant >= count
        }
    }

    /// The weights that the last digit may have.
    private static func units(_ rounding: Rounding, _ pred: Rational) -> [Rational] {
        switch rounding {
        case .places(let count): return Rational(10).power(-count).map { [$0] } ?? []
        case .significant(let count):
            guard !pred.isZero, let exponent = exponent(pred.magnitude) else { return [] }
            let units = [exponent, exponent - 1].compactMap {
                Rational(10).power($0 - count + 1)
            }
            // Only a power of ten may have been rounded up from one digit less.
            return Rational(10).power(exponent) == pred.magnitude ? units : Array(units.prefix(1))
        }
    }

    /// The place of the first digit: 0 for 1 to 9.99, -1 for 0.1.
    private static func exponent(_ value: Rational) -> Int? {
        let digits = value.floor.numeratorText.utf8.count
        if value >= .one { return digits - 1 }
        var exponent = -1
        var scaled = value * Rational(10)
        while scaled < .one {
            exponent -= 1
            guard exponent > -Rounding.maximumDigits else { return nil }
            scaled = scaled * Rational(10)
        }
        return exponent
    }
}

/// The digits that a plain decimal states.
struct StatedDigits {
    var places: Int
    var significant: Int

    /// nil for what is not one decimal.
    init?(_ text: [UInt8]) {
        var digits = 0
        var leading = true
        var point: Int?
        var significant = 0
        for byte in text {
            if byte == UInt8(ascii: ".") {
                guard point == nil else { return nil }
                point = digits
            } else if isDigit(byte) {
                digits += 1
                if byte != 0x30 { leading = false }
                if !leading { significant += 1 }
            } else if byte | 0x20 == UInt8(ascii: "e") || byte == UInt8(ascii: "/")
                || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "*")
            {
                return nil
            }
        }
        guard digits > 0 else { return nil }
        places = point.map { digits - $0 } ?? 0
        self.significant = significant
    }
}
