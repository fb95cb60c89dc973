internal import LyditeMath

/// Formulas that a solver writes instead of the right one, by the kind of the mistake.
///
/// Swapped operands are not among them: in a subtraction or division they nearly always give a
/// value below zero or off the whole numbers, which a reader sees at once.
enum FormulaSlips {
    static func all(in formula: Formula) -> [(kind: String, formula: Formula)] {
        switch formula {
        case .number, .name: []
        case .negate(let inner): [("sign", inner)]
        case .call(let function, let arguments): calls(function, arguments)
        case .binary(let operation, let left, let right):
            here(operation, left, right)
                + all(in: left).map { ($0.kind, .binary(operation, $0.formula, right)) }
                + all(in: right).map { ($0.kind, .binary(operation, left, $0.formula)) }
        }
    }

    private static func here(
        _ operation: Formula.Operation, _ left: Formula, _ right: Formula
    ) -> [(kind: String, formula: Formula)] {
        var slips: [(kind: String, formula: Formula)] = []
        switch operation {
        case .add:
            slips.append(("wrong-operation", .binary(.multiply, left, right)))
            slips.append(("inverse-operation", .binary(.subtract, left, right)))
        case .subtract:
            slips.append(("wrong-operation", .binary(.divide, left, right)))
            slips.append(("inverse-operation", .binary(.add, left, right)))
            if left == .number(Rational(100)) { slips.append(("complement", right)) }
        case .multiply:
            slips.append(("wrong-operation", .binary(.add, left, right)))
            slips.append(("inverse-operation", .binary(.divide, left, right)))
        case .divide:
            slips.append(("wrong-operation", .binary(.subtract, left, right)))
            slips.append(("inverse-operation", .binary(.multiply, left, right)))
            if right == .number(Rational(100)) { slips.append(("percent-as-whole", left)) }
        case .power:
            slips.append(("wrong-operation", .binary(.multiply, left, right)))
        }
        slips.append(("dropped-operand", left))
        if operation == .add || operation == .multiply { slips.append(("dropped-operand", right)) }
        return slips
    }

    private static func calls(
        _ function: Formula.Function, _ arguments: [Formula]
    ) -> [(kind: String, formula: Formula)] {
        switch function {
        case .gcd: [("wrong-function", .call(.lcm, arguments))]
        case .lcm: [("wrong-function", .call(.gcd, arguments))]
        case .min: [("wrong-function", .call(.max, arguments))]
        case .max: [("wrong-function", .call(.min, arguments))]
        case .floor: [("wrong-function", .call(.ceil, arguments))]
        case .ceil: [("wrong-function", .call(.floor, arguments))]
        case .sqrt: [("forgotten-root", arguments[0])]
        case .mod, .round, .abs: []
        }
    }
}
