internal import LyditeMath

/// All numbers from `low` to `high`, which may be infinite; empty where `low` lies above `high`.
struct FamilyInterval: Hashable, Sendable {
    var low: FamilyBound
    var high: FamilyBound

    static let all = FamilyInterval(low: .minusInfinity, high: .plusInfinity)

    init(low: FamilyBound, high: FamilyBound) {
        self.low = low
        self.high = high
    }

    init(_ value: Rational) { self.init(low: .finite(value), high: .finite(value)) }

    /// The least interval with all of `values`.
    init(around values: [FamilyBound]) {
        self.init(low: values.min() ?? .plusInfinity, high: values.max() ?? .minusInfinity)
    }

    var isEmpty: Bool { high < low }
    var isPoint: Bool { low == high && low.value != nil }

    func contains(_ value: Rational) -> Bool {
        low <= .finite(value) && .finite(value) <= high
    }

    func intersection(_ other: FamilyInterval) -> FamilyInterval {
        FamilyInterval(low: max(low, other.low), high: min(high, other.high))
    }

    static prefix func - (one: FamilyInterval) -> FamilyInterval {
        FamilyInterval(low: -one.high, high: -one.low)
    }

    static func + (left: FamilyInterval, right: FamilyInterval) -> FamilyInterval {
        FamilyInterval(low: left.low + right.low, high: left.high + right.high)
    }

    static func - (left: FamilyInterval, right: FamilyInterval) -> FamilyInterval {
        left + -right
    }

    static func * (left: FamilyInterval, right: FamilyInterval) -> FamilyInterval {
        FamilyInterval(around: [
            left.low * right.low, left.low * right.high, left.high * right.low,
            left.high * right.high,
        ])
    }

    /// Every quotient; everything where the divisor may be zero.
    static func / (left: FamilyInterval, right: FamilyInterval) -> FamilyInterval {
        guard !right.contains(.zero) else { return .all }
        let inverses = [right.low, right.high].map { bound -> FamilyBound in
            bound.value.flatMap { Rational.one.divided(by: $0) }.map(FamilyBound.bounded) ?? .zero
        }
        return left * FamilyInterval(around: inverses)
    }

    func mapped(_ transform: (Rational) -> Rational) -> FamilyInterval {
        FamilyInterval(
            low: low.value.map { .bounded(transform($0)) } ?? low,
            high: high.value.map { .bounded(transform($0)) } ?? high)
    }

    /// `3..9`, `at least 3`, `7`.
    var text: String {
        switch (low.value, high.value) {
        case (let low?, let high?) where low == high: "\(low)"
        case (let low?, let high?): "\(low)..\(high)"
        case (let low?, nil): "at least \(low)"
        case (nil, let high?): "at most \(high)"
        case (nil, nil): "any number"
        }
    }
}

extension FamilyInterval {
    /// Where the values of a formula lie, given those of its names.
    init(_ formula: Formula, _ domains: [String: FamilyInterval]) {
        switch formula {
        case .number(let value): self.init(value)
        case .name(let name): self = domains[name] ?? .all
        case .negate(let inner): self = -FamilyInterval(inner, domains)
        case .binary(let operation, let left, let right):
            let x = FamilyInterval(left, domains)
            let y = FamilyInterval(right, domains)
            switch operation {
            case .add: self = x + y
            case .subtract: self = x - y
            case .multiply: self = left == right ? x.square : x * y
            case .divide: self = x / y
            case .power: self = x.power(y)
            }
        case .call(let function, let arguments):
            self = Self.called(function, arguments.map { FamilyInterval($0, domains) })
        }
    }

    private var square: FamilyInterval {
        let ends = [low * low, high * high]
        return contains(.zero)
            ? FamilyInterval(around: ends + [.zero]) : FamilyInterval(around: ends)
    }

    private func power(_ exponent: FamilyInterval) -> FamilyInterval {
        guard let least = exponent.low.value?.intValue, let most = exponent.high.value?.intValue,
            least >= 0, most <= 64, low >= .zero
        else { return exponent == FamilyInterval(Rational(2)) ? square : .all }
        var ends: [FamilyBound] = []
        for base in [low, high] {
            for count in [least, most] {
                ends.append(base.value?.power(count).map(FamilyBound.bounded) ?? .plusInfinity)
            }
        }
        return FamilyInterval(around: ends)
    }

    private static func called(
        _ function: Formula.Function, _ arguments: [FamilyInterval]
    ) -> FamilyInterval {
        let first = arguments.first ?? .all
        switch function {
        case .floor: return first.mapped(\.floor)
        case .ceil: return (-first).mapped(\.floor).negated
        case .round:
            // round(x, -2) may be further off.
            if arguments.count > 1, arguments[1].low.sign < 0 { return .all }
            return FamilyInterval(low: first.low + .finite(-.one), high: first.high + .finite(.one))
        case .abs:
            let ends = [first.low, first.high].map { $0.sign < 0 ? -$0 : $0 }
            return FamilyInterval(around: first.contains(.zero) ? ends + [.zero] : ends)
        case .min:
            return FamilyInterval(
                low: arguments.map(\.low).min() ?? .minusInfinity,
                high: arguments.map(\.high).min() ?? .plusInfinity)
        case .max:
            return FamilyInterval(
                low: arguments.map(\.low).max() ?? .minusInfinity,
                high: arguments.map(\.high).max() ?? .plusInfinity)
        case .mod:
            guard arguments.count == 2, arguments[1].low.sign > 0 else { return .all }
            return FamilyInterval(low: .zero, high: arguments[1].high)
        case .gcd, .lcm, .sqrt: return FamilyInterval(low: .zero, high: .plusInfinity)
        }
    }

    private var negated: FamilyInterval { -self }
}
