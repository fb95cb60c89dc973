internal import LyditeMath

/// An end of an interval: a number or one of the infinities.
enum FamilyBound: Hashable, Sendable, Comparable {
    case minusInfinity
    case finite(Rational)
    case plusInfinity

    /// Numbers with more bits than this count as infinite, so that narrowing stays cheap.
    private static let maximumBits = 512

    static let zero = FamilyBound.finite(.zero)

    static func bounded(_ value: Rational) -> FamilyBound {
        if value.bitCount <= maximumBits { return .finite(value) }
        return value.sign < 0 ? .minusInfinity : .plusInfinity
    }

    var value: Rational? {
        if case .finite(let value) = self { value } else { nil }
    }

    var sign: Int {
        switch self {
        case .minusInfinity: -1
        case .finite(let value): value.sign
        case .plusInfinity: 1
        }
    }

    static func < (left: FamilyBound, right: FamilyBound) -> Bool {
        switch (left, right) {
        case (.finite(let x), .finite(let y)): x < y
        case (.minusInfinity, .minusInfinity), (.plusInfinity, _), (_, .minusInfinity): false
        default: true
        }
    }

    static prefix func - (bound: FamilyBound) -> FamilyBound {
        switch bound {
        case .minusInfinity: .plusInfinity
        case .finite(let value): .finite(-value)
        case .plusInfinity: .minusInfinity
        }
    }

    /// The sum; two unlike infinities never meet, as only ends of one side are added.
    static func + (left: FamilyBound, right: FamilyBound) -> FamilyBound {
        switch (left, right) {
        case (.finite(let x), .finite(let y)): bounded(x + y)
        case (.finite, _): right
        default: left
        }
    }

    /// The product, where zero times an infinity is zero.
    static func * (left: FamilyBound, right: FamilyBound) -> FamilyBound {
        if case .finite(let x) = left, case .finite(let y) = right { return bounded(x * y) }
        let sign = left.sign * right.sign
        return sign == 0 ? .zero : sign < 0 ? .minusInfinity : .plusInfinity
    }
}
