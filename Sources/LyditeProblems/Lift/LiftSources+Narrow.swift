import LyditeMath

extension LiftSources {
    /// Drops sources that cannot stand where the operand stands: nobody adds the two of "twice", and
    /// a percentage is added to percentages only.
    func narrow(_ choices: inout [[LiftSource]], _ equation: LiftEquation) {
        var next = 0
        let addends = Self.addends(of: equation.formula, &next)
        let leaves = equation.leaves
        for place in addends where choices[place].count > 1 {
            let known = choices[place].filter { !isFactor($0) }
            if !known.isEmpty { choices[place] = known }
        }
        let isPure = addends.contains { place in
            leaves[place] != Rational(100) && !choices[place].isEmpty
                && !choices[place].contains(where: isPercent)
        }
        guard isPure, !leaves.contains(Rational(100)) else { return }
        for place in addends where choices[place].count > 1 {
            let known = choices[place].filter { !isPercent($0) }
            if !known.isEmpty { choices[place] = known }
        }
    }

    private func isFactor(_ source: LiftSource) -> Bool {
        guard source.kind == .spoken, case .number(let value) = source.formula else { return false }
        return value > .one && value.isInteger && factors.contains(value)
    }

    private func isPercent(_ source: LiftSource) -> Bool {
        source.kind == .number && source.tokens.contains { numbers[$0].isPercent }
    }

    /// "8 shares for $8 each", "2 inches, twice as much": where two equal factors have the same two
    /// sources and the solution uses neither again, each source is one of them.
    func exchange(_ choices: inout [[LiftSource]], _ formula: Formula) -> Bool {
        guard case .binary(.multiply, .number(let left), .number(let right)) = formula,
            left == right, left > .one, uses[left] == 2, choices.count == 2,
            choices[0].count == 2, choices[1].count == 2,
            choices[0][0].kind == .number, choices[0][0].points == choices[1][0].points
        else { return false }
        let other = choices[0][1]
        if other.kind == .number {
            choices[1].swapAt(0, 1)
            return true
        }
        guard other.kind == .spoken, said[left] == 1 else { return false }
        choices = [[choices[0][0]], [other]]
        return true
    }

    /// The places of the leaves that are added or taken away.
    private static func addends(of formula: Formula, _ next: inout Int) -> Set<Int> {
        switch formula {
        case .number:
            next += 1
            return []
        case .name: return []
        case .negate(let inner): return addends(of: inner, &next)
        case .call(_, let arguments):
            return arguments.reduce(into: []) { $0.formUnion(addends(of: $1, &next)) }
        case .binary(let operation, let left, let right):
            var found: Set<Int> = []
            let isSum = operation == .add || operation == .subtract
            if isSum, case .number = left { found.insert(next) }
            found.formUnion(addends(of: left, &next))
            if isSum, case .number = right { found.insert(next) }
            found.formUnion(addends(of: right, &next))
            return found
        }
    }
}
