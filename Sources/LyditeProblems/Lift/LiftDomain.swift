import LyditeMath

/// The values that a number of a statement may take: near the old one, and as round.
enum LiftDomain {
    /// How far from the old value to look.
    enum Reach: CaseIterable {
        case usual
        /// A few steps away, so that small differences of large numbers stay small.
        case near
        case wide
        /// For numbers that must divide or be divided, where few values do.
        case far
    }

    /// More than this are thinned out: each must be walked through in a search.
    private static let most = 22

    static func values(
        of number: LiftNumber, words: Set<String>, reach: Reach
    ) -> [Rational] {
        if number.role == .denominator { return (2...10).map { Rational($0) } }
        if number.role == .numerator { return (1...7).map { Rational($0) } }
        let value = number.value
        var (low, high) = band(number, reach: reach)
        if !words.isDisjoint(with: ["temperature", "temperatures", "degrees", "thermometer"]) {
            (low, high) = (max(low, value * ratio(7, 10)), min(high, value * ratio(6, 5)))
        }
        let step = self.step(of: number, reach: reach)
        if reach == .near {
            low = max(low, value - step * Rational(most / 2))
            high = min(high, value + step * Rational(most / 2))
        }
        if let cap = cap(of: number, words: words), cap >= value { high = min(high, cap) }
        if number.isPercent { (low, high) = (max(low, step), min(high, Rational(95))) }
        if case .word = number.form { high = min(high, Rational(99)) }
        low = max(low, number.value.isInteger ? max(step, Rational(2)) : step)
        guard let first = low.divided(by: step)?.ceil, let last = high.divided(by: step)?.floor,
            let count = (last - first).intValue, count >= 1
        else { return [value] }
        let stride = reach != .usual ? 1 : max(1, (count + most - 1) / most)
        var values = Swift.stride(from: 0, through: count, by: stride).map {
            (first + Rational($0)) * step
        }
        if !values.contains(value) { values.append(value) }
        return values.sorted().filter { fits($0, number) }
    }

    private static func band(_ number: LiftNumber, reach: Reach) -> (Rational, Rational) {
        let value = number.value
        let (third, half) = (ratio(2, 3), ratio(3, 2))
        if number.isAge || ["year", "mph", "mile", "pound", "degree"].contains(number.noun) {
            return (value * ratio(7, 10), value * ratio(13, 10))
        }
        if number.isPercent { return (value * ratio(1, 2), value * ratio(2, 1)) }
        if !number.isMoney, value.isInteger, value <= Rational(12) {
            if reach == .far {
                return (value * ratio(1, 3), max(value * Rational(2), value + Rational(8)))
            }
            let reach = value <= Rational(5) ? 3 : reach == .wide ? 6 : 4
            return (value - Rational(reach), value + Rational(reach))
        }
        if reach == .far { return (value * ratio(1, 3), value * Rational(3)) }
        if reach == .wide { return (value * ratio(1, 2), value * Rational(2)) }
        return (value * third, value * half)
    }

    private static func ratio(_ top: Int, _ bottom: Int) -> Rational {
        Rational(numerator: top, denominator: bottom) ?? .one
    }

    /// The roundness of the old value: prices on quarters, hundreds on fifties or tens.
    private static func step(of number: LiftNumber, reach: Reach) -> Rational {
        let value = number.value
        if case .digits(let places, _) = number.form, places > 0 {
            if number.isMoney, places == 2 {
                let steps = [ratio(1, 4), ratio(1, 20)]
                for step in steps where value.divided(by: step)?.isInteger == true { return step }
                return ratio(1, 100)
            }
            return Rational(10).power(-places) ?? .one
        }
        if number.isPercent {
            return value.divided(by: Rational(5))?.isInteger == true ? Rational(5) : .one
        }
        if reach == .far, value < Rational(1_000) { return .one }
        let steps = [100_000, 10_000, 1_000, 500, 100, 50, 10, 5]
        for step in steps {
            let whole = Rational(step)
            if value >= whole * Rational(step >= 50 ? 4 : 3),
                value.divided(by: whole)?.isInteger == true
            {
                return reach == .wide || reach == .far
                    ? finer[step].map { Rational($0) } ?? whole : whole
            }
        }
        return .one
    }

    /// Steps for numbers whose own roundness leaves too few values.
    private static let finer = [
        5: 1, 10: 2, 50: 10, 100: 10, 500: 50, 1_000: 100, 10_000: 1_000, 100_000: 10_000,
    ]

    /// What life allows: hours of a day, days of a week, ages.
    private static func cap(of number: LiftNumber, words: Set<String>) -> Rational? {
        let isDaily = !words.isDisjoint(with: ["day", "days", "daily", "night", "morning"])
        switch number.noun {
        case "hour" where isDaily || number.value <= Rational(12): return Rational(12)
        case "hour" where number.value <= Rational(24): return Rational(24)
        case "minute" where number.value <= Rational(60): return Rational(60)
        case "second" where number.value <= Rational(60): return Rational(60)
        case "month" where number.value <= Rational(12): return Rational(12)
        case "day" where number.value <= Rational(7): return Rational(7)
        case "day" where number.value <= Rational(30): return Rational(30)
        case "inch" where number.value <= Rational(12): return Rational(12)
        case _ where number.isAge: return Rational(95)
        default: return nil
        }
    }

    /// Whether `value` can stand where the old number stood.
    private static func fits(_ value: Rational, _ number: LiftNumber) -> Bool {
        if value == number.value { return true }
        let text = LiftText.text(value, number)
        if !number.article.isEmpty, FamilyEnglish.article(before: text) != number.article {
            return false
        }
        guard case .digits(let places, let hasCommas) = number.form else { return true }
        if hasCommas != (value >= Rational(1_000)) && number.value >= Rational(1_000) {
            return false
        }
        // 3 in place of 2.5, or 1,200 in place of 900, would be written in another way.
        if !hasCommas, value >= Rational(1_000), number.value < Rational(1_000) { return false }
        return places == 0 || places == 2 || !value.isInteger
    }
}
