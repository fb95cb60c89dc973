import LyditeMath

extension LiftSafety {
    /// Pairs of numbers that a step adds to or multiplies with each other.
    ///
    /// Nobody adds a total to one of its own parts, or multiplies the two; only numbers without a rival count.
    static func apart(_ steps: [LiftStep]) -> Set<Set<Int>> {
        var pairs: Set<Set<Int>> = []
        for step in steps {
            let rivals = step.choices.filter { $0.count > 1 }.flatMap { $0 }
            let unsure = rivals.reduce(into: Set<Int>()) { $0.formUnion($1.tokens) }
            for group in groups(step.formula) {
                let tokens = Set(group).subtracting(unsure)
                for left in tokens {
                    for right in tokens where right > left { pairs.insert([left, right]) }
                }
            }
        }
        return pairs
    }

    /// The numbers of each sum and of each product.
    private static func groups(_ formula: Formula) -> [[Int]] {
        guard case .binary(let operation, let left, let right) = formula else { return [] }
        var own: [[Int]] = []
        if operation == .add || operation == .multiply {
            own = [operands(operation, left) + operands(operation, right)]
        }
        return own + groups(left) + groups(right)
    }

    private static func operands(_ operation: Formula.Operation, _ formula: Formula) -> [Int] {
        switch formula {
        case .name(let name) where name.hasPrefix("n"):
            Int(name.dropFirst()).map { [$0 - 1] } ?? []
        case .binary(operation, let left, let right):
            operands(operation, left) + operands(operation, right)
        default: []
        }
    }
}
