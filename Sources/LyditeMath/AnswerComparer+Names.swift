internal import LyditeCore

extension AnswerComparer {
    /// The right side of f(t) = ... in the argument that f(x) = ... has; nil when the two are not
    /// one function of arguments with different names, or when the new name is taken.
    static func renamed(
        _ name: [UInt8], _ other: [UInt8], _ value: AnswerValue
    ) -> AnswerValue? {
        guard name != other, let (f, x) = function(name), let (g, t) = function(other), f == g,
            case .expression(let expression, let unit) = value, !expression.names.contains(x)
        else { return nil }
        var builder = ExpressionBuilder()
        do {
            let variable = try builder.variable(x)
            let root = try builder.copy(expression) { $0 == t ? variable : nil }
            return .expression(builder.expression(root), unit)
        } catch { return nil }
    }

    /// The letter of a function and its argument in "f(x)".
    private static func function(_ name: [UInt8]) -> (f: UInt8, x: [UInt8])? {
        guard name.count == 4, name[1] == UInt8(ascii: "("), name[3] == UInt8(ascii: ")"),
            isAsciiLetter(name[0]), isAsciiLetter(name[2])
        else { return nil }
        return (name[0], [name[2]])
    }

    /// The names of "x = 2, y = 3" when all items have one and none has another's.
    static func names(_ items: [AnswerValue]) -> [[UInt8]]? {
        var names: [[UInt8]] = []
        for item in items {
            guard case .assigned(let name, _) = item, !names.contains(name) else { return nil }
            names.append(name)
        }
        return names.count >= 2 ? names : nil
    }

    static func byName(_ items: [AnswerValue]) -> [AnswerValue] {
        let pairs = items.compactMap { item -> ([UInt8], AnswerValue)? in
            guard case .assigned(let name, let value) = item else { return nil }
            return (name, value)
        }
        return pairs.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }

    /// x = 2, y = 3 against (2, 3): the coordinates, where the names stand in their order.
    mutating func coordinates(
        _ named: [AnswerValue], _ point: [AnswerValue], _ depth: Int, isGold: Bool
    ) -> Outcome {
        rung = .tuple
        let stated = named.map { item in
            if case .assigned(_, let value) = item { value } else { item }
        }
        guard stated.count == point.count, stated == AnswerComparer.byName(named) else {
            return .unknown(.unsupported)
        }
        let outcome = isGold ? ordered(stated, point, depth) : ordered(point, stated, depth)
        if outcome == .equal { bridges.insert(.assignment) }
        return outcome == .different ? .unknown(.unsupported) : outcome
    }
}
