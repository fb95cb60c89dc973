internal import LyditeCore

extension AnswerComparer {
    /// Equations and inequalities by their solution sets.
    mutating func relations(
        _ gold: AnswerValue, _ pred: AnswerValue, _ depth: Int
    ) -> Outcome? {
        // sqrt(4) = 2 states its last value.
        if let value = stated(gold) { return compare(value, pred, depth: depth + 1) }
        if let value = stated(pred) { return compare(gold, value, depth: depth + 1) }
        if case .relation(let relation) = gold { return against(relation, gold, pred, false) }
        if case .relation(let relation) = pred { return against(relation, pred, gold, true) }
        if isTurned(gold, pred) {
            rung = .equation
            return .equal
        }
        guard case .assigned(_, let x) = gold, case .assigned(_, let y) = pred,
            let (a, first) = AnswerComparer.formula(x), let (b, second) = AnswerComparer.formula(y),
            first == nil, second == nil,
            a.hasVariables || b.hasVariables,
            let first = AnswerComparer.relation(gold), let second = AnswerComparer.relation(pred)
        else { return nil }
        return solutions(first, second)
    }

    /// The last side of a chain of equal constants.
    private mutating func stated(_ value: AnswerValue) -> AnswerValue? {
        guard case .relation(let relation) = value,
            relation.signs.allSatisfy({ $0 == .equal }),
            case .expression(let last) = relation.sides.last
        else { return nil }
        for side in relation.sides {
            guard case .expression(let expression) = side, !expression.hasVariables else {
                return nil
            }
        }
        for side in relation.sides.dropLast() {
            guard case .expression(let expression) = side,
                climb(expression, last) == .equal
            else { return nil }
        }
        if let number = last.number { return .number(Quantity(number)) }
        return .expression(last, nil)
    }

    private mutating func against(
        _ relation: Relation, _ value: AnswerValue, _ other: AnswerValue, _ isSwapped: Bool
    ) -> Outcome? {
        if let second = AnswerComparer.relation(other) { return solutions(relation, second) }
        if let outcome = solved(relation, other) { return outcome }
        switch other {
        case .matrix where !relation.signs.contains(where: \.isOrder) && relation.names.count > 1:
            return .different
        case .number, .expression: return against(relation, other)
        default: return regions(value, other) ?? .unknown(.unsupported)
        }
    }

    /// A relation is no number, unless it names one: |AB| = 1.
    private mutating func against(_ relation: Relation, _ value: AnswerValue) -> Outcome {
        rung = relation.signs.contains(where: \.isOrder) ? .inequality : .equation
        guard let (expression, unit) = AnswerComparer.formula(value), unit == nil else {
            return .unknown(.unsupported)
        }
        // 7 = 11a + c says more than 11a + c; only a name stands for its formula.
        if expression.hasVariables, relation.signs == [.equal],
            case .expression(let left) = relation.sides[0],
            case .expression(let right) = relation.sides[1],
            left.number != nil || right.number != nil, !left.isNamed, !right.isNamed,
            left.variable == nil, right.variable == nil, expression.variable == nil
        {
            return .different
        }
        guard !expression.hasVariables else { return .unknown(.unsupported) }
        let names = relation.names
        if relation.signs == [.equal], case .expression(let left) = relation.sides[0],
            case .expression(let right) = relation.sides[1], right.number != nil,
            left.numbers.isEmpty, left.isNamed
        {
            guard climb(right, expression) == .equal else { return .unknown(.unsupported) }
            bridges.insert(.assignment)
            return .equal
        }
        let isOrder = relation.signs.contains(where: \.isOrder)
        let isNotEqual = relation.signs == [.notEqual]
        // An equation in one unknown may be solved by the number.
        guard relation.signs.count == 1, isOrder || isNotEqual ? names.count == 1 : names.count > 1
        else { return .unknown(.unsupported) }
        return .different
    }

    /// PV = nRT and nRT = PV, whose left sides could also be names.
    private mutating func isTurned(_ gold: AnswerValue, _ pred: AnswerValue) -> Bool {
        guard case .assigned(let name, .expression(let x, nil)) = gold,
            case .assigned(let other, .expression(let y, nil)) = pred, name != other,
            x.hasVariables, y.hasVariables, let a = AnswerComparer.formula(named: name),
            let b = AnswerComparer.formula(named: other)
        else { return false }
        return climb(a, y) == .equal && climb(x, b) == .equal
    }

    private static func formula(named name: [UInt8]) -> Expression? {
        let text = name.filter { $0 != 0x20 && $0 != AnswerNormalizer.Mark.text }
        return text.read { FormulaReader(text: $0, depth: 1).expression(0..<$0.count) }
    }

    /// A relation, or an assignment to a lone variable as one.
    static func relation(_ value: AnswerValue) -> Relation? {
        switch value {
        case .relation(let relation): return relation
        case .assigned(let name, let value):
            guard let (expression, unit) = formula(value), unit == nil else { return nil }
            let text = name.filter { $0 != 0x20 && $0 != AnswerNormalizer.Mark.text }
            guard let parsed = AnswerComparer.formula(named: name),
                parsed.variable != nil || isLowerProduct(text)
            else { return nil }
            return Relation(
                sides: [.expression(parsed), .expression(expression)], signs: [.equal])
        default: return nil
        }
    }

    /// xy, but not AB, which may be a segment.
    private static func isLowerProduct(_ name: [UInt8]) -> Bool {
        name.count <= 3 && name.allSatisfy { isAsciiLetter($0) && !isUpper($0) }
    }

    private mutating func solutions(_ x: Relation, _ y: Relation) -> Outcome {
        // "x = 7 = 11" contradicts itself: a slip of the pen, not the empty set.
        for relation in [x, y] where relation.signs.count > 1 {
            guard relation.signs.allSatisfy(\.isOrder) else { return .unknown(.unsupported) }
        }
        rung = x.signs.contains(where: \.isOrder) ? .inequality : .equation
        let kept = rung
        defer { rung = kept }
        // Polynomials are told apart sooner than compared side by side.
        let isPlain = x.isPlain && y.isPlain
        if !isPlain, let outcome = sameShape(x, y) { return outcome }
        if x.names.count == 1, y.names.count == 1, x.names != y.names {
            // One set under two names: nothing says that they mean the same.
            let outcome = regions(.relation(x), .relation(y))
            return outcome == .different ? .different : .unknown(.unsupported)
        }
        var comparer = RelationComparer()
        let outcome = comparer.compare(x, y)
        points += comparer.points
        fuel += comparer.points
        if outcome != .unknown(.unsupported) { return outcome }
        if isPlain, let outcome = sameShape(x, y) { return outcome }
        if x.names == y.names, x.signs == [.equal], y.signs == [.equal],
            let first = LineSolver.solve(x), let second = LineSolver.solve(y)
        {
            return roots(RealSet(first), RealSet(second))
        }
        return regions(.relation(x), .relation(y)) ?? outcome
    }

    /// Finite sets of solutions; without any real one the complex ones may differ.
    private mutating func roots(_ x: RealSet, _ y: RealSet) -> Outcome {
        guard !x.intervals.isEmpty || !y.intervals.isEmpty, let equal = isSame(x, y) else {
            return .unknown(.unsupported)
        }
        rung = .equation
        return equal ? .equal : .different
    }

    /// An equation in one unknown against its values: x^2 = 4 and x = \pm 2.
    private mutating func solved(_ relation: Relation, _ value: AnswerValue) -> Outcome? {
        guard relation.signs == [.equal], let name = relation.names.first,
            let points = AnswerComparer.points(value, name), !points.isEmpty,
            let found = LineSolver.solve(relation)
        else { return nil }
        let stated = points.map {
            RealSet.Interval(
                low: .value($0), high: .value($0), lowIncluded: true, highIncluded: true)
        }
        return roots(RealSet(found), RealSet(stated))
    }

    /// x = 1, 2 and "x = 1 or x = 2"; nil for what names no values of this variable.
    private static func points(_ value: AnswerValue, _ name: [UInt8]) -> [Expression]? {
        switch value {
        case .assigned(name, .list(let items)), .assigned(name, .set(let items)):
            var points: [Expression] = []
            for item in items {
                guard let (point, unit) = formula(item), unit == nil, !point.hasVariables else {
                    return nil
                }
                points.append(point)
            }
            return points
        case .assigned(name, let item):
            guard let (point, unit) = formula(item), unit == nil, !point.hasVariables else {
                return nil
            }
            return [point]
        case .list(let items):
            var points: [Expression] = []
            for item in items {
                guard case .assigned = item, let more = self.points(item, name) else { return nil }
                points += more
            }
            return points
        default: return nil
        }
    }

    /// Side by side equal, in either direction.
    private mutating func sameShape(_ x: Relation, _ y: Relation) -> Outcome? {
        guard x.sides.count == y.sides.count else { return nil }
        for other in [y, y.reversed] where x.signs == other.signs {
            let isSame = zip(x.sides, other.sides).allSatisfy { a, b in
                switch (a, b) {
                case (.expression(let a), .expression(let b)): climb(a, b) == .equal
                default: a == b
                }
            }
            if isSame { return .equal }
        }
        return nil
    }
}

extension Relation {
    var names: Set<[UInt8]> {
        var names: Set<[UInt8]> = []
        for case .expression(let expression) in sides {
            for node in expression.nodes where node.operation == .variable {
                names.insert(expression.names[Int(node.left)])
            }
        }
        return names
    }

    /// Whether the sides are sums, products and whole powers only.
    var isPlain: Bool {
        sides.allSatisfy { side in
            guard case .expression(let expression) = side else { return false }
            return expression.nodes.allSatisfy { node in
                switch node.operation {
                case .number, .pi, .variable, .add, .multiply, .negate, .divide: true
                case .power: expression.nodes[Int(node.right)].operation == .number
                default: false
                }
            }
        }
    }

    var reversed: Relation {
        Relation(sides: sides.reversed(), signs: signs.reversed().map(\.flipped))
    }
}

extension Expression {
    /// Whether the whole is one quantity with a name: |AB|, f(x), a/b.
    var isNamed: Bool {
        switch nodes[Int(root)].operation {
        case .abs, .apply, .divide: true
        default: false
        }
    }
}
