/// Arithmetic with named variables, for problem families and their conditions.
package indirect enum Formula: Hashable, Sendable {
    case number(Rational)
    case name(String)
    case negate(Formula)
    case binary(Operation, Formula, Formula)
    case call(Function, [Formula])

    package enum Operation: String, Hashable, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case power = "^"
    }

    package enum Function: String, Hashable, Sendable, CaseIterable {
        case floor, ceil, abs, min, max, mod, gcd, lcm, round, sqrt
    }
}

extension Formula {
    /// The names the formula needs values for.
    package var names: Set<String> {
        switch self {
        case .number: []
        case .name(let name): [name]
        case .negate(let inner): inner.names
        case .binary(_, let left, let right): left.names.union(right.names)
        case .call(_, let arguments):
            arguments.reduce(into: Set<String>()) { $0.formUnion($1.names) }
        }
    }

    /// The exact value.
    ///
    /// - Parameter lookup: The value of a name; nil when it has none.
    /// - Throws: ``FormulaError`` when a name has no value or the result is not defined.
    package func value(_ lookup: (String) -> Rational?) throws(FormulaError) -> Rational {
        switch self {
        case .number(let value): return value
        case .name(let name):
            guard let value = lookup(name) else { throw .undefinedName(name) }
            return value
        case .negate(let inner): return -(try inner.value(lookup))
        case .binary(let operation, let left, let right):
            let (x, y) = (try left.value(lookup), try right.value(lookup))
            return try Formula.apply(operation, x, y)
        case .call(let function, let arguments):
            var values: [Rational] = []
            for argument in arguments { values.append(try argument.value(lookup)) }
            return try Formula.apply(function, values)
        }
    }

    static func apply(
        _ operation: Operation, _ x: Rational, _ y: Rational
    ) throws(FormulaError) -> Rational {
        guard x.bitCount + y.bitCount <= MathLimits.bits else { throw .tooLarge }
        switch operation {
        case .add: return x + y
        case .subtract: return x - y
        case .multiply: return x * y
        case .divide:
            guard let quotient = x.divided(by: y) else { throw .divisionByZero }
            return quotient
        case .power:
            guard y.isInteger else { throw .badArguments(function: "^") }
            if x.isZero, y.sign <= 0 { throw .divisionByZero }
            guard let exponent = y.intValue, let power = x.power(exponent) else {
                throw .tooLarge
            }
            return power
        }
    }

    static func apply(
        _ function: Function, _ values: [Rational]
    ) throws(FormulaError) -> Rational {
        let wrong = FormulaError.badArguments(function: function.rawValue)
        switch (function, values.count) {
        case (.floor, 1): return values[0].floor
        case (.ceil, 1): return values[0].ceil
        case (.abs, 1): return values[0].magnitude
        case (.min, 1...): return values.min()!
        case (.max, 1...): return values.max()!
        case (.mod, 2):
            guard let rest = values[0].modulo(values[1]) else { throw .divisionByZero }
            return rest
        case (.gcd, 1...):
            return try fold(values, wrong) { Rational.gcd($0, $1) }
        case (.lcm, 1...):
            return try fold(values, wrong) { Rational.lcm($0, $1) }
        case (.round, 1): return try rounded(values[0], 0)
        case (.round, 2):
            guard let places = values[1].intValue, places.magnitude <= 1_000 else { throw wrong }
            return try rounded(values[0], places)
        case (.sqrt, 1):
            guard let root = values[0].exactRoot else { throw wrong }
            return root
        default: throw wrong
        }
    }

    private static func fold(
        _ values: [Rational], _ wrong: FormulaError,
        _ step: (Rational, Rational) -> Rational?
    ) throws(FormulaError) -> Rational {
        guard values.allSatisfy(\.isInteger) else { throw wrong }
        var result = values[0].magnitude
        for value in values.dropFirst() {
            guard result.bitCount + value.bitCount <= MathLimits.bits else { throw .tooLarge }
            guard let next = step(result, value) else { throw wrong }
            result = next
        }
        return result
    }

    /// Ties go away from zero, as in school: round(2.5) is 3 and round(-2.5) is -3.
    private static func rounded(_ value: Rational, _ places: Int) throws(FormulaError) -> Rational {
        guard let scale = Rational(10).power(places) else { throw .tooLarge }
        let half = Rational(reduced: 1, 2)
        let whole = (value.magnitude * scale + half).floor
        let result = whole.divided(by: scale) ?? .zero
        return value.sign < 0 ? -result : result
    }
}

extension Rational {
    /// The least common multiple of two integers; nil when one is not an integer.
    package static func lcm(_ left: Rational, _ right: Rational) -> Rational? {
        guard let divisor = gcd(left, right) else { return nil }
        if divisor.isZero { return .zero }
        return (left * right).magnitude.divided(by: divisor)
    }
}
