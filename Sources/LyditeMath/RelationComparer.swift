internal import LyditeCore

/// Compares two relations with one sign each by the set of their solutions.
///
/// Equal: the differences of the sides are the same polynomial up to a constant factor.
/// Different: a rational point solves one and not the other.
struct RelationComparer {
    private(set) var points = 0

    /// Rational points tried before giving up; each costs some microseconds.
    private static let maximumPoints = 650

    mutating func compare(_ x: Relation, _ y: Relation) -> AnswerComparer.Outcome {
        if x.signs.count == 1, y.signs.count == 1, proportional(x, y) { return .equal }
        if x.signs == [.equal], y.signs == [.equal], EquationFactors.equal(x, y) { return .equal }
        let names = x.names.union(y.names).sorted { $0.lexicographicallyPrecedes($1) }
        guard names.count <= 3, !names.contains(Expression.anyBase) else {
            return .unknown(.unsupported)
        }
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
        let values: [Rational] =
            names.count == 1
            ? RelationComparer.line
            : names.count == 2
                ? RelationComparer.line.filter { $0.isInteger } : (-4...4).map { Rational($0) }
        var indices = [Int](repeating: 0, count: names.count)
        while points < RelationComparer.maximumPoints {
            var point: [[UInt8]: Rational] = [:]
            for (name, index) in zip(names, indices) { point[name] = values[index] }
            points += 1
            if let a = holds(x, point), let b = holds(y, point), a != b { return true }
            var place = 0
            while place < names.count {
                indices[place] += 1
                if indices[place] < values.count { break }
                indices[place] = 0
                place += 1
            }
            if place == names.count { return false }
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

    /// Whether the point solves the relation; nil when it cannot be told.
    private func holds(_ relation: Relation, _ point: [[UInt8]: Rational]) -> Bool? {
        var previous: Relation.Side?
        var all = true
        for (index, side) in relation.sides.enumerated() {
            defer { previous = side }
            guard let before = previous else { continue }
            guard let order = order(before, side, point) else { return nil }
            let isTrue =
                switch relation.signs[index - 1] {
                case .equal: order == 0
                case .notEqual: order != 0
                case .less: order < 0
                case .lessEqual: order <= 0
                case .greater: order > 0
                case .greaterEqual: order >= 0
                }
            all = all && isTrue
        }
        return all
    }

    private func order(
        _ left: Relation.Side, _ right: Relation.Side, _ point: [[UInt8]: Rational]
    ) -> Int? {
        switch (left, right) {
        case (.infinity(let negative), .expression): return negative ? -1 : 1
        case (.expression, .infinity(let negative)): return negative ? 1 : -1
        case (.expression(let a), .expression(let b)):
            var builder = ExpressionBuilder()
            guard let x = ExpressionComparer.substitute(&builder, a, point),
                let y = ExpressionComparer.substitute(&builder, b, point),
                let difference = try? builder.subtract(x, y)
            else { return nil }
            if let number = builder.number(difference) { return number.sign }
            return nil
        default: return nil
        }
    }
}
