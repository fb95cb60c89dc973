/// A formula with places of an array instead of names, for one that is evaluated many times.
///
/// Looking a name up in a dictionary costs more than the arithmetic.
package indirect enum PlacedFormula: Sendable {
    case number(Rational)
    case place(Int)
    /// A name without a place; evaluating it throws.
    case unknown(String)
    case negate(PlacedFormula)
    case binary(Formula.Operation, PlacedFormula, PlacedFormula)
    case call(Formula.Function, [PlacedFormula])

    package init(_ formula: Formula, _ place: (String) -> Int?) {
        switch formula {
        case .number(let value): self = .number(value)
        case .name(let name): self = place(name).map { .place($0) } ?? .unknown(name)
        case .negate(let inner): self = .negate(PlacedFormula(inner, place))
        case .binary(let operation, let left, let right):
            self = .binary(operation, PlacedFormula(left, place), PlacedFormula(right, place))
        case .call(let function, let arguments):
            self = .call(function, arguments.map { PlacedFormula($0, place) })
        }
    }

    /// The exact value.
    ///
    /// - Throws: ``FormulaError`` when a name has no place or the result is not defined.
    package func value(_ values: [Rational]) throws(FormulaError) -> Rational {
        switch self {
        case .number(let value): return value
        case .place(let place): return values[place]
        case .unknown(let name): throw .undefinedName(name)
        case .negate(let inner): return -(try inner.value(values))
        case .binary(let operation, let left, let right):
            return try Formula.apply(operation, left.value(values), right.value(values))
        case .call(let function, let arguments):
            var worked: [Rational] = []
            worked.reserveCapacity(arguments.count)
            for argument in arguments { worked.append(try argument.value(values)) }
            return try Formula.apply(function, worked)
        }
    }
}

/// A comparison of two placed formulas.
package struct PlacedCondition: Sendable {
    private let left: PlacedFormula
    private let relation: Condition.Relation
    private let right: PlacedFormula

    package init(_ condition: Condition, _ place: (String) -> Int?) {
        left = PlacedFormula(condition.left, place)
        relation = condition.relation
        right = PlacedFormula(condition.right, place)
    }

    /// Whether the comparison holds for these values.
    package func holds(_ values: [Rational]) throws(FormulaError) -> Bool {
        relation.holds(try left.value(values), try right.value(values))
    }
}
