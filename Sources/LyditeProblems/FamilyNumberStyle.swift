package import LyditeMath

/// How a value is written: 2.5 as 2.5, 2.50 or 5/2.
package enum FamilyNumberStyle: Hashable, Sendable {
    /// A decimal where it ends, else a fraction.
    case plain
    /// This many decimals where the value is not whole.
    case places(Int)
    /// A fraction in lowest terms.
    case fraction

    package func text(_ value: Rational) -> String {
        switch self {
        case .fraction: return value.description
        case .plain: return value.terminatingDecimalText ?? value.description
        case .places(let places):
            guard let text = value.terminatingDecimalText else { return value.description }
            guard let point = text.firstIndex(of: ".") else { return text }
            let shown = text.distance(from: point, to: text.endIndex) - 1
            return text + String(repeating: "0", count: max(0, places - shown))
        }
    }
}
