/// A share with its 95 % Wilson interval.
///
/// - Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
package struct Interval: Hashable, Sendable {
    package var hits: Int
    package var of: Int
    package var low: Double
    package var high: Double

    private static let z = 1.959963984540054

    package init(_ hits: Int, of total: Int) {
        self.hits = hits
        self.of = total
        guard total > 0 else {
            (low, high) = (0, 1)
            return
        }
        let n = Double(total)
        let share = Double(hits) / n
        let square = Self.z * Self.z
        let center = share + square / (2 * n)
        let reach = Self.z * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
        low = hits == 0 ? 0 : max(0, (center - reach) / (1 + square / n))
        high = hits == total ? 1 : min(1, (center + reach) / (1 + square / n))
    }

    /// nil without anything to count.
    package var share: Double? { of == 0 ? nil : Double(hits) / Double(of) }

    /// "99.20 % (98.10 to 99.70)".
    package var text: String {
        guard let share else { return "-" }
        return "\(Percent.text(share)) (\(Percent.text(low)) to \(Percent.text(high)))"
    }
}

/// A share as a percentage with two digits after the point.
package enum Percent {
    package static func text(_ share: Double) -> String {
        let hundredths = Int((share * 10_000).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %"
    }
}
