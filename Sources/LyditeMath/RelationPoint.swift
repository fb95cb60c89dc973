/// One relation, evaluated at rational points.
///
/// Hundreds of points may be tried before two relations are told apart, so exact numbers are
/// computed directly; what is not rational is compared by balls where that is asked for.
struct RelationPoint {
    private let relation: Relation
    /// For each side, the coordinate of each of its names.
    private let coordinates: [[Int]]

    /// Larger values are not worth their time: other points are smaller.
    private static let maximumBits = 2_048
    private static let maximumExponent = 64

    /// - Parameter names: The order of the coordinates; all names of the relation are among them.
    init(_ relation: Relation, names: [[UInt8]]) {
        self.relation = relation
        coordinates = relation.sides.map { side in
            guard case .expression(let expression) = side else { return [] }
            return expression.names.map { name in names.firstIndex(of: name) ?? -1 }
        }
    }

    var isEquation: Bool { relation.signs == [.equal] }

    /// The left side less the right one of an equation; nil where that is not rational.
    func difference(_ point: [Rational]) -> Rational? {
        guard let left = value(0, point), let right = value(1, point) else { return nil }
        return left - right
    }

    /// Whether the point solves the relation; nil when it cannot be told.
    ///
    /// - Parameter usesBalls: Also prove the order of values that are not rational.
    func holds(_ point: [Rational], usesBalls: Bool = false) -> Bool? {
        var all = true
        for (index, sign) in relation.signs.enumerated() {
            guard let order = order(index, point, usesBalls) else { return nil }
            all = all && sign.holds(order)
        }
        return all
    }

    private func order(_ index: Int, _ point: [Rational], _ usesBalls: Bool) -> Int? {
        switch (relation.sides[index], relation.sides[index + 1]) {
        case (.infinity(let negative), .expression): return negative ? -1 : 1
        case (.expression, .infinity(let negative)): return negative ? 1 : -1
        case (.expression(let left), .expression(let right)):
            if let a = value(index, point), let b = value(index + 1, point) { return (a - b).sign }
            guard usesBalls else { return nil }
            return order(left, coordinates[index], right, coordinates[index + 1], point)
        default: return nil
        }
    }

    private func order(
        _ left: Expression, _ leftPlaces: [Int], _ right: Expression, _ rightPlaces: [Int],
        _ point: [Rational]
    ) -> Int? {
        func values(_ side: Expression, _ places: [Int]) -> [[UInt8]: Rational] {
            Dictionary(
                zip(side.names, places).filter { $0.1 >= 0 }.map { ($0.0, point[$0.1]) },
                uniquingKeysWith: { first, _ in first })
        }
        var builder = ExpressionBuilder()
        guard
            let a = ExpressionComparer.substitute(&builder, left, values(left, leftPlaces)),
            let b = ExpressionComparer.substitute(&builder, right, values(right, rightPlaces)),
            let difference = try? builder.subtract(a, b)
        else { return nil }
        if let number = builder.number(difference) { return number.sign }
        let sign = ConstantComparer.sign(builder, difference)
        return sign == 0 ? nil : sign
    }

    private func value(_ side: Int, _ point: [Rational]) -> Rational? {
        guard case .expression(let expression) = relation.sides[side] else { return nil }
        var values = [Rational?](repeating: nil, count: expression.nodes.count)
        for index in 0...Int(expression.root) {
            let node = expression.nodes[index]
            let value: Rational?
            switch node.operation {
            case .number: value = expression.numbers[Int(node.left)]
            case .variable:
                let place = coordinates[side][Int(node.left)]
                value = place < 0 ? nil : point[place]
            case .root:
                value = values[Int(node.left)].flatMap { base in
                    base.sign < 0 && node.right % 2 == 0 ? nil : base.exactRoot(Int(node.right))
                }
            case .add, .multiply, .divide, .power:
                guard let a = values[Int(node.left)], let b = values[Int(node.right)] else {
                    continue
                }
                value = Self.value(node.operation, a, b)
            case .negate: value = values[Int(node.left)].map { -$0 }
            case .abs: value = values[Int(node.left)]?.magnitude
            case .floor: value = values[Int(node.left)]?.floor
            default: value = nil
            }
            if let value, value.bitCount <= Self.maximumBits { values[index] = value }
        }
        return values[Int(expression.root)]
    }

    private static func value(
        _ operation: Expression.Operation, _ a: Rational, _ b: Rational
    ) -> Rational? {
        switch operation {
        case .add: return a + b
        case .multiply: return a * b
        case .divide: return b.isZero ? nil : a.divided(by: b)
        default:
            guard let count = b.intValue, abs(count) <= maximumExponent,
                a.bitCount * abs(count) <= maximumBits, !(a.isZero && count <= 0)
            else { return nil }
            return a.power(count)
        }
    }
}
