internal import LyditeMath

/// The units of a family's numbers, as far as its text and its formulas tell them.
///
/// Every number without a stated unit is an unknown; sums, comparisons and stated units are linear
/// equations for the powers of its base units. An equation that contradicts those before it is an error
/// of dimension, such as dollars plus hours.
struct FamilyDimensions {
    /// Factors above this may turn units into others, as 60 minutes and 7 days do, or be physics.
    private static let mostPlainFactor = Rational(4)

    private var count = 0
    private var names: [String: FamilyDimension] = [:]
    /// What each solved unknown stands for, without solved ones in it.
    private var solved: [Int: FamilyDimension] = [:]

    mutating func unknown() -> FamilyDimension {
        count += 1
        return FamilyDimension(unknown: count)
    }

    mutating func set(_ name: String, _ dimension: FamilyDimension) { names[name] = dimension }

    private mutating func dimension(of name: String) -> FamilyDimension {
        if let known = names[name] { return known }
        let new = unknown()
        names[name] = new
        return new
    }

    /// With what is known of its unknowns.
    func resolved(_ dimension: FamilyDimension) -> FamilyDimension {
        var result = dimension
        for (name, power) in dimension.unknowns {
            guard let meaning = solved[name] else { continue }
            result.unknowns[name] = nil
            result = result.times(meaning, power: power)
        }
        return result
    }

    /// Makes both equal; false where they cannot be.
    mutating func unify(_ left: FamilyDimension, _ right: FamilyDimension) -> Bool {
        let ratio = resolved(left.times(right, power: -.one))
        guard let pivot = ratio.unknowns.keys.min(), let power = ratio.unknowns[pivot] else {
            return ratio.known.isEmpty
        }
        var rest = ratio
        rest.unknowns[pivot] = nil
        guard let factor = (-Rational.one).divided(by: power) else { return true }
        solved[pivot] = rest.power(factor)
        for (name, meaning) in solved where meaning.unknowns[pivot] != nil {
            solved[name] = resolved(meaning)
        }
        return true
    }

    /// A clash of two units in one formula.
    struct Clash: Hashable {
        var left: String
        var right: String
    }

    /// The unit of a formula; clashes inside are added to `clashes`.
    mutating func dimension(of formula: Formula, _ clashes: inout [Clash]) -> FamilyDimension {
        switch formula {
        case .number: return unknown()
        case .name(let name): return dimension(of: name)
        case .negate(let inner): return dimension(of: inner, &clashes)
        case .binary(let operation, let left, let right):
            switch operation {
            case .add, .subtract: return common([left, right], &clashes)
            case .multiply: return factor(left, &clashes).times(factor(right, &clashes))
            case .divide:
                return factor(left, &clashes).times(factor(right, &clashes), power: -.one)
            case .power:
                guard case .number(let power) = right else { return unknown() }
                return dimension(of: left, &clashes).power(power)
            }
        case .call(let function, let arguments):
            switch function {
            case .floor, .ceil, .abs, .round:
                return arguments.first.map { dimension(of: $0, &clashes) } ?? unknown()
            case .min, .max, .mod, .gcd, .lcm: return common(arguments, &clashes)
            case .sqrt:
                let half = Rational.one.divided(by: Rational(2)) ?? .one
                return arguments.first.map { dimension(of: $0, &clashes).power(half) } ?? unknown()
            }
        }
    }

    /// A number that multiplies: one that may turn minutes into hours is an unknown.
    private mutating func factor(_ formula: Formula, _ clashes: inout [Clash]) -> FamilyDimension {
        guard formula.names.isEmpty else { return dimension(of: formula, &clashes) }
        let isPlain = formula.constants.allSatisfy { value in
            value.magnitude <= Self.mostPlainFactor
                && (value.isInteger || Rational.one.divided(by: value)?.isInteger == true)
        }
        return isPlain ? .none : unknown()
    }

    private mutating func common(
        _ parts: [Formula], _ clashes: inout [Clash]
    ) -> FamilyDimension {
        var first: FamilyDimension?
        for part in parts {
            let next = dimension(of: part, &clashes)
            guard let earlier = first else {
                first = next
                continue
            }
            if !unify(earlier, next) {
                clashes.append(
                    Clash(left: name(earlier), right: name(next)))
            }
        }
        return first ?? unknown()
    }

    func name(_ dimension: FamilyDimension) -> String {
        resolved(dimension).name ?? "another unit"
    }
}
