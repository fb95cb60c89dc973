internal import LyditeCore

/// Solves equations and inequalities in one variable: polynomials, quotients and absolute values.
///
/// Between neighbouring roots, poles and kinks nothing changes, so that one rational point of each
/// gap and the ends themselves tell the whole set.
struct LineSolver {
    private let relation: Relation
    private let name: [UInt8]
    /// Roots and kinks, in order.
    private var ends: [Expression] = []
    private var poles: [Expression] = []

    private static let maximumEnds = 16
    /// Most absolute values; every combination of their signs has its own roots.
    private static let maximumBars = 3

    /// The solutions; nil when they are not found.
    static func solve(_ relation: Relation) -> [RealSet.Interval]? {
        guard relation.names.count == 1, let name = relation.names.first,
            !name.starts(with: Expression.opaqueMark), name != Expression.anyBase
        else { return nil }
        var solver = LineSolver(relation: relation, name: name)
        return solver.solve()
    }

    private init(relation: Relation, name: [UInt8]) {
        self.relation = relation
        self.name = name
    }

    private mutating func solve() -> [RealSet.Interval]? {
        for (left, right) in zip(relation.sides, relation.sides.dropFirst()) {
            guard case .expression(let a) = left, case .expression(let b) = right else {
                continue
            }
            guard collect(a, b) else { return nil }
        }
        var intervals: [RealSet.Interval] = []
        for gap in 0...ends.count {
            guard let sample = sample(gap), let holds = holds(.number(sample)) else { return nil }
            if holds {
                let low = gap > 0 ? RealSet.End.value(ends[gap - 1]) : .infinity(negative: true)
                let high =
                    gap < ends.count ? RealSet.End.value(ends[gap]) : .infinity(negative: false)
                intervals.append(
                    .init(low: low, high: high, lowIncluded: false, highIncluded: false))
            }
            guard gap < ends.count else { continue }
            let end = ends[gap]
            if poles.contains(where: { $0 == end }) { continue }
            guard let isSolution = self.holds(end) else { return nil }
            if isSolution {
                intervals.append(
                    .init(
                        low: .value(end), high: .value(end), lowIncluded: true,
                        highIncluded: true))
            }
        }
        return intervals
    }

    /// Notes the places where left - right may change its sign.
    private mutating func collect(_ left: Expression, _ right: Expression) -> Bool {
        var builder = ExpressionBuilder()
        guard let a = try? builder.copy(left), let b = try? builder.copy(right),
            let difference = try? builder.subtract(a, b)
        else { return false }
        let whole = builder.expression(difference)
        let used = Set(AnswerComparer.reachable(whole))
        let bars = whole.nodes.indices.filter {
            whole.nodes[$0].operation == .abs && used.contains($0)
        }
        guard bars.count <= LineSolver.maximumBars else { return false }
        for signs in 0..<(1 << bars.count) {
            guard let plain = without(whole, bars, signs), addRoots(plain) else {
                return false
            }
        }
        for bar in bars {
            var inside = whole
            inside.root = whole.nodes[bar].left
            for signs in 0..<(1 << bars.count) {
                guard let plain = without(inside, bars, signs), addRoots(plain) else {
                    return false
                }
            }
        }
        return true
    }

    /// The expression with each absolute value taken for its inside or the negative of it.
    private func without(_ whole: Expression, _ bars: [Int], _ signs: Int) -> Expression? {
        var builder = ExpressionBuilder()
        var map: [Int: Int32] = [:]
        for index in AnswerComparer.reachable(whole) {
            let node = whole.nodes[index]
            let (x, y) = (map[Int(node.left)], map[Int(node.right)])
            do {
                switch node.operation {
                case .number: map[index] = try builder.number(whole.numbers[Int(node.left)])
                case .variable: map[index] = try builder.variable(whole.names[Int(node.left)])
                case .abs:
                    guard let x, let place = bars.firstIndex(of: index) else { return nil }
                    map[index] = signs >> place & 1 == 0 ? x : try builder.negate(x)
                case .negate:
                    guard let x else { return nil }
                    map[index] = try builder.negate(x)
                case .add, .multiply, .divide, .power:
                    guard let x, let y else { return nil }
                    switch node.operation {
                    case .add: map[index] = try builder.add(x, y)
                    case .multiply: map[index] = try builder.multiply(x, y)
                    case .divide: map[index] = try builder.divide(x, y)
                    default: map[index] = try builder.power(x, y)
                    }
                default: return nil
                }
            } catch { return nil }
        }
        return map[Int(whole.root)].map { builder.expression($0) }
    }

    /// Roots of the numerator and poles of a rational function.
    private mutating func addRoots(_ expression: Expression) -> Bool {
        guard let (top, bottoms) = LineSolver.quotient(expression) else { return false }
        for (index, polynomial) in ([top] + bottoms).enumerated() {
            guard polynomial.count > 1 else { continue }
            guard let roots = PolynomialRoots.roots(polynomial) else { return false }
            for root in roots {
                guard let place = insert(root) else { return false }
                if index > 0, !poles.contains(ends[place]) { poles.append(ends[place]) }
            }
        }
        return true
    }

    /// Keeps the ends in order and without repeats; gives the place.
    private mutating func insert(_ root: Expression) -> Int? {
        var place = 0
        while place < ends.count {
            guard let order = LineSolver.order(root, ends[place]) else { return nil }
            if order == 0 { return place }
            if order < 0 { break }
            place += 1
        }
        guard ends.count < LineSolver.maximumEnds else { return nil }
        ends.insert(root, at: place)
        return place
    }

    /// A rational number in the gap before the end with this index.
    private func sample(_ gap: Int) -> Rational? {
        if ends.isEmpty { return .zero }
        let low = gap > 0 ? bounds(ends[gap - 1])?.high : nil
        let high = gap < ends.count ? bounds(ends[gap])?.low : nil
        switch (low, high) {
        case (nil, let high?): return high - .one
        case (let low?, nil): return low + .one
        case (let low?, let high?) where low < high:
            return (low + high) * Rational(reduced: 1, 2)
        default: return nil
        }
    }

    /// Rational numbers close to an end on both sides, or the end itself.
    private func bounds(_ end: Expression) -> (low: Rational, high: Rational)? {
        if let number = end.number { return (number, number) }
        // Bisection from a power of two down to 2^-20.
        var size = Rational(1)
        while let order = LineSolver.order(.number(size), end),
            let other = LineSolver.order(.number(-size), end), order <= 0 || other >= 0
        {
            size = size * Rational(2)
            guard size.bitCount < 128 else { return nil }
        }
        var (low, high) = (-size, size)
        for _ in 0..<48 where high - low > Rational(reduced: 1, 1 << 20) {
            let middle = (low + high) * Rational(reduced: 1, 2)
            guard let order = LineSolver.order(.number(middle), end) else { return nil }
            if order < 0 { low = middle } else { high = middle }
        }
        return (low, high)
    }

    /// Whether the relation holds at a point; nil when it cannot be told.
    private func holds(_ point: Expression) -> Bool? {
        for (index, sign) in relation.signs.enumerated() {
            guard let order = order(relation.sides[index], relation.sides[index + 1], point) else {
                return nil
            }
            if !sign.holds(order) { return false }
        }
        return true
    }

    private func order(
        _ left: Relation.Side, _ right: Relation.Side, _ point: Expression
    ) -> Int? {
        switch (left, right) {
        case (.infinity(let negative), .expression): return negative ? -1 : 1
        case (.expression, .infinity(let negative)): return negative ? 1 : -1
        case (.expression(let a), .expression(let b)):
            guard let x = substituted(a, point), let y = substituted(b, point) else { return nil }
            return LineSolver.order(x, y)
        default: return nil
        }
    }

    private func substituted(_ expression: Expression, _ point: Expression) -> Expression? {
        var builder = ExpressionBuilder()
        guard let value = try? builder.copy(point),
            let root = try? builder.copy(expression, { $0 == name ? value : nil })
        else { return nil }
        return builder.expression(root)
    }

    /// -1, 0 or 1; nil when it is not proved.
    static func order(_ a: Expression, _ b: Expression) -> Int? {
        if let x = a.number, let y = b.number { return x < y ? -1 : x == y ? 0 : 1 }
        var builder = ExpressionBuilder()
        guard let x = try? builder.copy(a), let y = try? builder.copy(b),
            let difference = try? builder.subtract(x, y)
        else { return nil }
        var clean = ExpressionBuilder()
        guard let root = try? clean.copy(builder.expression(difference)) else { return nil }
        let sign = ConstantComparer.sign(clean, root)
        if sign != 0 { return sign }
        var ladder = ExpressionComparer()
        return ladder.compare(a, b) == .equal ? 0 : nil
    }

    /// Numerator and denominators of a rational function of one variable, by coefficients.
    private static func quotient(_ expression: Expression) -> ([Rational], [[Rational]])? {
        var values: [Int: (top: [Rational], bottom: [Rational])] = [:]
        var bottoms: [[Rational]] = []
        for index in AnswerComparer.reachable(expression) {
            let node = expression.nodes[index]
            let (x, y) = (values[Int(node.left)], values[Int(node.right)])
            let one = [Rational.one]
            switch node.operation {
            case .number: values[index] = ([expression.numbers[Int(node.left)]], one)
            case .variable: values[index] = ([.zero, .one], one)
            case .negate:
                guard let x else { return nil }
                values[index] = (x.top.map { -$0 }, x.bottom)
            case .add:
                guard let x, let y, let a = times(x.top, y.bottom), let b = times(y.top, x.bottom),
                    let bottom = times(x.bottom, y.bottom)
                else { return nil }
                values[index] = (sum(a, b), bottom)
            case .multiply:
                guard let x, let y, let top = times(x.top, y.top),
                    let bottom = times(x.bottom, y.bottom)
                else { return nil }
                values[index] = (top, bottom)
            case .divide:
                guard let x, let y, let top = times(x.top, y.bottom),
                    let bottom = times(x.bottom, y.top)
                else { return nil }
                bottoms.append(y.top)
                values[index] = (top, bottom)
            case .power:
                let exponent = expression.nodes[Int(node.right)]
                guard exponent.operation == .number, let x,
                    let count = expression.numbers[Int(exponent.left)].intValue,
                    abs(count) <= PolynomialRoots.maximumDegree
                else { return nil }
                var (top, bottom) = (one, one)
                for _ in 0..<abs(count) {
                    guard let a = times(top, x.top), let b = times(bottom, x.bottom) else {
                        return nil
                    }
                    (top, bottom) = (a, b)
                }
                if count < 0 {
                    bottoms.append(x.top)
                    (top, bottom) = (bottom, top)
                }
                values[index] = (top, bottom)
            default: return nil
            }
        }
        guard let value = values[Int(expression.root)] else { return nil }
        // A vanishing denominator leaves no domain.
        guard bottoms.allSatisfy({ !$0.allSatisfy(\.isZero) }) else { return nil }
        return (trimmed(value.top), bottoms.map(trimmed))
    }

    private static func trimmed(_ polynomial: [Rational]) -> [Rational] {
        var out = polynomial
        while out.count > 1, let last = out.last, last.isZero { out.removeLast() }
        return out
    }

    private static func sum(_ a: [Rational], _ b: [Rational]) -> [Rational] {
        (0..<max(a.count, b.count)).map {
            ($0 < a.count ? a[$0] : .zero) + ($0 < b.count ? b[$0] : .zero)
        }
    }

    private static func times(_ a: [Rational], _ b: [Rational]) -> [Rational]? {
        guard a.count + b.count <= 2 * PolynomialRoots.maximumDegree + 3 else { return nil }
        var out = [Rational](repeating: .zero, count: a.count + b.count - 1)
        for (i, x) in a.enumerated() {
            for (j, y) in b.enumerated() {
                guard x.bitCount + y.bitCount <= 2_048 else { return nil }
                out[i + j] += x * y
            }
        }
        return out
    }
}

extension AnswerComparer {
    /// The nodes that the root needs, operands first.
    static func reachable(_ expression: Expression) -> [Int] {
        let root = Int(expression.root)
        var needed = [Bool](repeating: false, count: root + 1)
        needed[root] = true
        for index in stride(from: root, through: 0, by: -1) where needed[index] {
            let node = expression.nodes[index]
            if node.operation == .apply {
                needed[Int(node.right)] = true
            } else if !node.isLeaf {
                needed[Int(node.left)] = true
                if node.isBinary { needed[Int(node.right)] = true }
            }
        }
        return needed.indices.filter { needed[$0] }
    }
}
