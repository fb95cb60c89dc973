/// An amount of money in whole millionths of a millionth, so that sums over millions of requests are exact.
///
/// The currency is the user's own: prices and budget are in the same. Arithmetic stops at the largest amount instead of
/// trapping, as the counts of tokens that a server states are not to be trusted.
package struct Money: Hashable, Sendable, Comparable, CustomStringConvertible {
    package static let zero = Money(pico: 0)
    /// Nine millions; larger amounts are read as mistakes.
    package static let maximum = Money(pico: 9_000_000 * unit)
    private static let unit: Int64 = 1_000_000_000_000

    package var pico: Int64

    package init(pico: Int64) { self.pico = pico }

    /// Reads a plain decimal number such as "2" or "0.15"; nil for anything else, and above ``maximum``.
    package init?(text: String) {
        let halves = text.split(separator: ".", omittingEmptySubsequences: false)
        guard halves.count <= 2, halves.allSatisfy({ !$0.isEmpty }),
            halves.allSatisfy({ $0.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }
            ),
            let whole = Int64(halves[0]), whole < 9_000_000
        else { return nil }
        let fraction = halves.count == 2 ? String(halves[1]) : "0"
        guard fraction.utf8.count <= 12,
            let part = Int64(fraction + String(repeating: "0", count: 12 - fraction.utf8.count))
        else { return nil }
        pico = whole * Self.unit + part
    }

    /// What `tokens` cost at a price for a million of them.
    package static func cost(tokens: Int, perMillion price: Money) -> Money {
        let each = price.pico / 1_000_000
        let (product, isOver) = each.multipliedReportingOverflow(by: Int64(max(0, tokens)))
        return isOver ? maximum : min(Money(pico: product), maximum)
    }

    package static func + (left: Money, right: Money) -> Money {
        let (sum, isOver) = left.pico.addingReportingOverflow(right.pico)
        return isOver ? maximum : min(Money(pico: sum), maximum)
    }

    package static func < (left: Money, right: Money) -> Bool { left.pico < right.pico }

    package var double: Double { Double(pico) / Double(Self.unit) }

    /// Each of `count` parts; nil for no parts.
    package func shared(among count: Int) -> Money? {
        count > 0 ? Money(pico: pico / Int64(count)) : nil
    }

    /// At least two and at most six decimals: "1.50", "0.000123".
    package var description: String {
        let micro = (pico + 500_000) / 1_000_000
        var fraction = String(micro % 1_000_000)
        fraction = String(repeating: "0", count: 6 - fraction.count) + fraction
        while fraction.count > 2, fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(micro / 1_000_000).\(fraction)"
    }
}
