import LyditeMath

/// One equation of a solution: `3*14=42`, annotated or plain.
struct LiftEquation: Hashable {
    var formula: Formula
    var result: Rational
    var isAnnotated: Bool

    /// Numbers of the formula from left to right.
    var leaves: [Rational] { Self.leaves(of: formula) }

    static func leaves(of formula: Formula) -> [Rational] {
        switch formula {
        case .number(let value): [value]
        case .name: []
        case .negate(let inner): leaves(of: inner)
        case .binary(_, let left, let right): leaves(of: left) + leaves(of: right)
        case .call(_, let arguments): arguments.flatMap(leaves)
        }
    }

    /// The formula with `parts` in place of its numbers, from left to right.
    static func filled(_ formula: Formula, _ parts: inout ArraySlice<Formula>) -> Formula {
        switch formula {
        case .number: return parts.popFirst() ?? formula
        case .name: return formula
        case .negate(let inner): return .negate(filled(inner, &parts))
        case .binary(let operation, let left, let right):
            let first = filled(left, &parts)
            return .binary(operation, first, filled(right, &parts))
        case .call(let function, let arguments):
            return .call(function, arguments.map { filled($0, &parts) })
        }
    }

    var isCopy: Bool {
        if case .number = formula { true } else { false }
    }
}
