internal import LyditeMath

/// A unit with unknown parts: a product of base units and of unknowns, each to a rational power.
struct FamilyDimension: Hashable, Sendable {
    /// Powers of unknowns, none of them zero.
    var unknowns: [Int: Rational] = [:]
    /// Powers of base units, none of them zero.
    var known: [String: Rational] = [:]

    static let none = FamilyDimension()

    init() {}

    init(unknown: Int) { unknowns = [unknown: .one] }

    init(_ unit: FamilyMeasure) { known = unit.powers.mapValues { Rational($0) } }

    var isNone: Bool { unknowns.isEmpty && known.isEmpty }

    /// `self` times `other` to a power.
    func times(_ other: FamilyDimension, power: Rational = .one) -> FamilyDimension {
        var product = self
        for (name, value) in other.unknowns {
            let sum = (product.unknowns[name] ?? .zero) + value * power
            product.unknowns[name] = sum.isZero ? nil : sum
        }
        for (name, value) in other.known {
            let sum = (product.known[name] ?? .zero) + value * power
            product.known[name] = sum.isZero ? nil : sum
        }
        return product
    }

    func power(_ power: Rational) -> FamilyDimension {
        FamilyDimension.none.times(self, power: power)
    }

    /// The unit's name; nil where a part is unknown or a power is no whole number.
    var name: String? {
        guard unknowns.isEmpty else { return nil }
        var powers: [String: Int] = [:]
        for (base, power) in known {
            guard power.isInteger, let whole = power.intValue else { return nil }
            powers[base] = whole
        }
        return FamilyMeasure(powers: powers).name
    }
}
