extension Formula {
    /// The formula with other formulas in the place of some names.
    ///
    /// - Parameter lookup: What stands for a name; nil leaves it.
    package func substituting(_ lookup: (String) -> Formula?) -> Formula {
        switch self {
        case .number: self
        case .name(let name): lookup(name) ?? self
        case .negate(let inner): .negate(inner.substituting(lookup))
        case .binary(let operation, let left, let right):
            .binary(operation, left.substituting(lookup), right.substituting(lookup))
        case .call(let function, let arguments):
            .call(function, arguments.map { $0.substituting(lookup) })
        }
    }

    /// How many operations and calls the formula has.
    package var operations: Int {
        switch self {
        case .number, .name: 0
        case .negate(let inner): inner.operations
        case .binary(_, let left, let right): 1 + left.operations + right.operations
        case .call(_, let arguments): 1 + arguments.reduce(0) { $0 + $1.operations }
        }
    }
}

extension Condition {
    /// The comparison with other formulas in the place of some names.
    package func substituting(_ lookup: (String) -> Formula?) -> Condition {
        Condition(
            left: left.substituting(lookup), relation: relation,
            right: right.substituting(lookup))
    }
}
