internal import LyditeCore

/// Compares two relations with one sign each by the set of their solutions.
///
/// Equal: the differences of the sides are the same polynomial up to a constant factor.
/// Different: a rational point solves one and not the other.
struct RelationComparer {
    private(set) var points = 0

    /// Rational points tried before giving up; each costs some microseconds.
    private static let maximumPoints = 400
    /// Most nodes computed at all points together.
    private static let maximumWork = 40_000
    private var limit = RelationComparer.maximumPoints

    mutating func compare(_ x: Relation, _ y: Relation) -> AnswerComparer.Outcome {
        if x.signs.count == 1, y.signs.count == 1, proportional(x, y) { return .equal }
        if x.signs == [.equal], y.signs == [.equal], EquationFactors.equal(x, y) { return .equal }
        let names = x.names.union(y.names).sorted { $0.lexicographicallyPrecedes($1) }
        guard names.count <= 3, !names.contains(Expression.anyBase) else {
            return .unknown(.unsupported)
        }
        let nodes = (x.sides + y.sides).reduce(1) { total, side in
            if case .expression(let side) = side { total + side.nodes.count } else { total }
        }
        limit = min(limit, RelationComparer.maximumWork / nodes)
        return isApart(x, y, names) ? .different : .unknown(.unsupported)
    }

    /// left - right of a relation with one sign.
    private func difference(
        _ relation: Relation, _ builder: inout ExpressionBuilder
    ) -> Int32? {
        guard relation.signs.count == 1, case .expression(let left) = relation.sides[0],
            case .expression(let right) = relation.sides[1]
        else { return nil }
        do {
            return try builder.subtract(try builder.copy(left), try builder.copy(right))
        } catch { return nil }
    }

    private func proportional(_ x: Relation, _ y: Relation) -> Bool {
        var builder = ExpressionBuilder()
        guard let a = difference(x, &builder), let b = difference(y, &builder) else {
            return false
        }
        let analysis = Analysis(builder)
        guard !analysis.isElementary, !analysis.failed, let p = analysis.forms[Int(a)],
            let q = analysis.forms[Int(b)], let (f, m, first) = p.primitive(),
            let (g, n, second) = q.primitive(), first == second, m == n,
            isPolynomial(first, analysis), m.powers.isEmpty || isPolynomialMonomial(m)
        else { return false }
        let (s, t) = (x.signs[0], y.signs[0])
        return f.sign == g.sign ? s == t : s == t.flipped
    }

    private func isPolynomialMonomial(_ monomial: NormalForm.Monomial) -> Bool {
        monomial.parts.allSatisfy { $0.exponent > 0 }
    }

    /// Only variables and constants, no opaque part and no division.
    private func isPolynomial(_ form: NormalForm, _ analysis: Analysis) -> Bool {
        form.terms.keys.allSatisfy { monomial in
            monomial.parts.allSatisfy { part in
                guard part.exponent > 0 else { return false }
                switch analysis.atoms[part.atom] {
                case .variable, .pi: return true
                default: return false
                }
            }
        }
    }

    /// Whether a rational point solves exactly one of the two.
    private mutating func isApart(_ x: Relation, _ y: Relation, _ names: [[UInt8]]) -> Bool {
        let first = RelationPoint(x, names: names)
        let second = RelationPoint(y, names: names)
        return leaves(first, second, names.count) || leaves(second, first, names.count)
            || differsOnGrid(first, second, names.count)
    }

    /// Whether a point on the line through two points of `equation` is off the other relation.
    ///
    /// Where an equation is linear in a variable, a chord's zero solves it: nearly all do.
    private mutating func leaves(
        _ equation: RelationPoint, _ other: RelationPoint, _ count: Int
    ) -> Bool {
        guard equation.isEquation else { return false }
        for place in 0..<count {
            for values in RelationComparer.slices where points < limit {
                var point = (0..<count).map { values[$0 % values.count] }
                point[place] = .zero
                points += 3
                guard let low = equation.difference(point) else { continue }
                point[place] = .one
                guard let high = equation.difference(point) else { continue }
                guard let zero = (-low).divided(by: high - low) else { continue }
                point[place] = zero
                if equation.holds(point) == true, other.holds(point, usesBalls: true) == false {
                    return true
                }
            }
        }
        return false
    }

    /// Values of the variables that are held fixed.
    private static let slices: [[Rational]] = [
        [1, 2, 3], [0, 1, 2], [-2, 3, 5], [4, 0, 1],
    ].map { $0.map { Rational($0) } }

    private mutating func differsOnGrid(
        _ x: RelationPoint, _ y: RelationPoint, _ count: Int
    ) -> Bool {
        let values: [Rational] =
            count == 1
            ? RelationComparer.line
            : count == 2
                ? RelationComparer.line.filter { $0.isInteger } : (-4...4).map { Rational($0) }
        if count == 2 { return differsInPlane(x, y, values) }
        var indices = [Int](repeating: 0, count: count)
        while points < limit {
            let point = indices.map { values[$0] }
            points += 1
            if let a = x.holds(point), let b = y.holds(point), a != b { return true }
            var place = 0
            while place < count {
                indices[place] += 1
                if indices[place] < values.count { break }
                indices[place] = 0
                place += 1
            }
            if place == count { return false }
        }
        return false
    }

    /// The same with two variables, nearest to the origin first.
    private mutating func differsInPlane(
        _ x: RelationPoint, _ y: RelationPoint, _ values: [Rational]
    ) -> Bool {
        for shell in values.indices {
            for step in 0...2 * shell {
                guard points < limit else { return false }
                let (i, j) = step <= shell ? (shell, step) : (step - shell - 1, shell)
                let point = [values[i], values[j]]
                points += 1
                if let a = x.holds(point), let b = y.holds(point), a != b { return true }
            }
        }
        return false
    }

    /// Small numbers, nearest to zero first.
    private static let line: [Rational] = {
        var values: [Rational] = [.zero]
        for step in 1...24 {
            for sign in [1, -1] {
                if let value = Rational(numerator: sign * step, denominator: 2) {
                    values.append(value)
                }
            }
        }
        return values
    }()
}
