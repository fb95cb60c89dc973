internal import LyditeCore

/// A union of intervals and points of the real line with constant ends.
struct RealSet {
    enum End {
        case infinity(negative: Bool)
        case value(Expression)
    }

    struct Interval {
        var low: End
        var high: End
        var lowIncluded: Bool
        var highIncluded: Bool
    }

    var intervals: [Interval] = []

    /// Most ends of both sides that are sorted.
    private static let maximumEnds = 24

    /// nil for what is no set of real numbers.
    init?(_ value: AnswerValue, asInterval: Bool = false) {
        switch value {
        case .union(let items):
            for item in items {
                guard let part = RealSet(item, asInterval: true) else { return nil }
                intervals += part.intervals
            }
        case .bracketed(let open, let close, let items) where items.count == 2:
            let isPair = open == 0x28 && close == 0x29 || open == 0x5B && close == 0x5D
            guard asInterval || !isPair || items.contains(where: RealSet.isInfinity),
                let low = RealSet.end(items[0]), let high = RealSet.end(items[1])
            else { return nil }
            intervals = [
                Interval(
                    low: low, high: high, lowIncluded: open == 0x5B, highIncluded: close == 0x5D)
            ]
        case .set(let items) where asInterval:
            for item in items {
                guard let end = RealSet.end(item), case .value = end else { return nil }
                intervals.append(
                    Interval(low: end, high: end, lowIncluded: true, highIncluded: true))
            }
        case .relation(let relation):
            guard !relation.signs.contains(.equal),
                let found = RealSet.solve(relation) ?? LineSolver.solve(relation)
            else { return nil }
            intervals = found
        default: return nil
        }
    }

    init(_ intervals: [Interval]) { self.intervals = intervals }

    private static func isInfinity(_ value: AnswerValue) -> Bool {
        if case .infinity = value { true } else { false }
    }

    private static func end(_ value: AnswerValue) -> End? {
        if case .infinity(let negative) = value { return .infinity(negative: negative) }
        if case .letter = value { return nil }
        guard let (expression, unit) = AnswerComparer.formula(value), unit == nil,
            !expression.hasVariables
        else { return nil }
        return .value(expression)
    }

    /// a < x \le b with a lone variable, and x \ne a.
    private static func solve(_ relation: Relation) -> [Interval]? {
        guard
            let place = relation.sides.firstIndex(where: { side in
                if case .expression(let expression) = side {
                    expression.variable != nil
                } else {
                    false
                }
            }), relation.names.count == 1
        else { return solveLinear(relation) }
        var low = End.infinity(negative: true)
        var high = End.infinity(negative: false)
        var (lowIncluded, highIncluded) = (false, false)
        for (index, side) in relation.sides.enumerated() where index != place {
            guard abs(index - place) == 1 else { return nil }
            let end: End
            switch side {
            case .infinity(let negative): end = .infinity(negative: negative)
            case .expression(let expression):
                guard !expression.hasVariables else { return solveLinear(relation) }
                end = .value(expression)
            }
            // Seen from the variable.
            let sign =
                index > place ? relation.signs[place] : relation.signs[index].flipped
            switch sign {
            case .less, .lessEqual:
                guard case .infinity(negative: false) = high else { return nil }
                (high, highIncluded) = (end, sign == .lessEqual)
            case .greater, .greaterEqual:
                guard case .infinity(negative: true) = low else { return nil }
                (low, lowIncluded) = (end, sign == .greaterEqual)
            case .notEqual:
                guard relation.sides.count == 2 else { return nil }
                return [
                    Interval(low: low, high: end, lowIncluded: false, highIncluded: false),
                    Interval(low: end, high: high, lowIncluded: false, highIncluded: false),
                ]
            case .equal: return nil
            }
        }
        return [
            Interval(low: low, high: high, lowIncluded: lowIncluded, highIncluded: highIncluded)
        ]
    }

    /// a x + b < 0 with rational a and b.
    private static func solveLinear(_ relation: Relation) -> [Interval]? {
        if let relation = RealSet.withoutBars(relation) { return solve(relation) }
        guard relation.signs.count == 1, relation.signs[0] != .equal, relation.names.count == 1,
            case .expression(let left) = relation.sides[0],
            case .expression(let right) = relation.sides[1]
        else { return nil }
        var builder = ExpressionBuilder()
        guard let x = try? builder.copy(left), let y = try? builder.copy(right),
            let difference = try? builder.subtract(x, y)
        else { return nil }
        let analysis = Analysis(builder)
        guard !analysis.isElementary, let form = analysis.forms[Int(difference)] else {
            return nil
        }
        var rest = form
        rest.add(-form.constantTerm, .one)
        guard let term = rest.single, term.monomial.powers.count == 1,
            term.monomial.parts[0].exponent == 1,
            case .variable = analysis.atoms[term.monomial.parts[0].atom],
            let bound = (-form.constantTerm).divided(by: term.coefficient)
        else { return nil }
        let sign = term.coefficient.sign > 0 ? relation.signs[0] : relation.signs[0].flipped
        return solve(
            Relation(sides: [.expression(lone()), .expression(.number(bound))], signs: [sign]))
    }

    /// |x| < a as -a < x < a; the end must be a positive number.
    private static func withoutBars(_ relation: Relation) -> Relation? {
        guard relation.signs.count == 1, case .expression(let left) = relation.sides[0],
            case .expression(let right) = relation.sides[1], let bound = right.number,
            bound.sign > 0, relation.signs[0] == .less || relation.signs[0] == .lessEqual
        else { return nil }
        let top = left.nodes[Int(left.root)]
        guard top.operation == .abs, left.nodes[Int(top.left)].operation == .variable else {
            return nil
        }
        return Relation(
            sides: [
                .expression(.number(-bound)), .expression(lone()), .expression(.number(bound)),
            ],
            signs: [relation.signs[0], relation.signs[0]])
    }

    /// Which variable it is does not matter for the set.
    private static func lone() -> Expression {
        Expression(
            nodes: [.init(operation: .variable)], numbers: [], names: [[0x78]], root: 0)
    }
}

extension RealSet {
    /// Whether two sets have the same points; nil when the ends cannot be ordered.
    static func equal(
        _ x: RealSet, _ y: RealSet, _ compare: (Expression, Expression) -> Int?
    ) -> Bool? {
        var ends: [Expression] = []
        for interval in x.intervals + y.intervals {
            for case .value(let end) in [interval.low, interval.high] {
                var place = 0
                var isNew = true
                while place < ends.count {
                    guard let order = compare(end, ends[place]) else { return nil }
                    if order == 0 { isNew = false }
                    if order <= 0 { break }
                    place += 1
                }
                if isNew { ends.insert(end, at: place) }
                guard ends.count <= maximumEnds else { return nil }
            }
        }
        // Cells: gaps at even places, ends at odd ones.
        for cell in 0...2 * ends.count {
            guard let a = x.contains(cell, ends, compare), let b = y.contains(cell, ends, compare)
            else { return nil }
            if a != b { return false }
        }
        return true
    }

    private func contains(
        _ cell: Int, _ ends: [Expression], _ compare: (Expression, Expression) -> Int?
    ) -> Bool? {
        for interval in intervals {
            guard let low = place(interval.low, ends, compare),
                let high = place(interval.high, ends, compare)
            else { return nil }
            let above = cell > low || cell == low && interval.lowIncluded
            let below = cell < high || cell == high && interval.highIncluded
            if above, below { return true }
        }
        return false
    }

    private func place(
        _ end: End, _ ends: [Expression], _ compare: (Expression, Expression) -> Int?
    ) -> Int? {
        switch end {
        case .infinity(let negative): return negative ? -1 : 2 * ends.count + 1
        case .value(let value):
            for (index, other) in ends.enumerated() where compare(value, other) == 0 {
                return 2 * index + 1
            }
            return nil
        }
    }
}

extension AnswerComparer {
    /// Sets of the real line; nil when one side is none.
    mutating func regions(_ gold: AnswerValue, _ pred: AnswerValue) -> Outcome? {
        guard AnswerComparer.isRegion(gold) || AnswerComparer.isRegion(pred) else { return nil }
        guard let x = RealSet(gold, asInterval: true), let y = RealSet(pred, asInterval: true)
        else { return .unknown(.unsupported) }
        let equal = isSame(x, y)
        rung = .interval
        if AnswerComparer.isRelation(gold) != AnswerComparer.isRelation(pred) {
            bridges.insert(.inequalityInterval)
        }
        guard let equal else { return .unknown(.unsupported) }
        return equal ? .equal : .different
    }

    /// nil when the ends cannot be ordered.
    mutating func isSame(_ x: RealSet, _ y: RealSet) -> Bool? {
        var cache: [Pair: Int?] = [:]
        var comparer = self
        let equal = RealSet.equal(x, y) { a, b in
            let pair = Pair(a: a, b: b)
            if let known = cache[pair] { return known }
            let order = comparer.order(a, b)
            cache[pair] = order
            return order
        }
        self = comparer
        return equal
    }

    private struct Pair: Hashable {
        var a: Expression
        var b: Expression
    }

    private static func isRelation(_ value: AnswerValue) -> Bool {
        if case .relation = value { true } else { false }
    }

    private static func isRegion(_ value: AnswerValue) -> Bool {
        switch value {
        case .union, .relation: true
        default: false
        }
    }

    /// -1, 0 or 1; nil when it is not proved.
    private mutating func order(_ a: Expression, _ b: Expression) -> Int? {
        if let x = a.number, let y = b.number { return x < y ? -1 : x == y ? 0 : 1 }
        if climb(a, b) == .equal { return 0 }
        var builder = ExpressionBuilder()
        guard let x = try? builder.copy(a), let y = try? builder.copy(b),
            let difference = try? builder.subtract(x, y)
        else { return nil }
        let sign = ConstantComparer.sign(builder, difference)
        return sign == 0 ? nil : sign
    }
}
