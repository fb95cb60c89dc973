internal import LyditeCore

/// The real roots of a polynomial with rational coefficients, as formulas.
///
/// Rational roots are divided out; what is left is solved when it is quadratic, or quadratic in
/// the square, or has no real root at all (Sturm).
enum PolynomialRoots {
    /// Highest degree that is looked at.
    static let maximumDegree = 12
    /// Largest leading and last coefficient whose divisors are tried.
    private static let maximumCoefficient = 10_000
    /// Most candidates for a rational root.
    private static let maximumCandidates = 1_024

    /// - Parameter coefficients: From the constant upwards; the last is not zero.
    /// - Returns: nil when a root has no formula here.
    static func roots(_ coefficients: [Rational]) -> [Expression]? {
        guard coefficients.count - 1 <= maximumDegree else { return nil }
        var rest = coefficients
        var roots: [Rational] = []
        while rest.count > 1, rest[0].isZero {
            if !roots.contains(.zero) { roots.append(.zero) }
            rest.removeFirst()
        }
        while rest.count > 1, let root = rationalRoot(rest) {
            if !roots.contains(root) { roots.append(root) }
            rest = divided(rest, by: root)
        }
        let plain = roots.map { Expression.number($0) }
        switch rest.count {
        case 0, 1: return plain
        case 3: return quadratic(rest[2], rest[1], rest[0]).map { plain + $0 }
        case 5 where rest[1].isZero && rest[3].isZero:
            return biquadratic(rest).map { plain + $0 }
        default: return realRootCount(rest) == 0 ? plain : nil
        }
    }

    static func value(_ coefficients: [Rational], at x: Rational) -> Rational {
        coefficients.reversed().reduce(.zero) { $0 * x + $1 }
    }

    /// A root p/q: p divides the constant, q the leading coefficient.
    private static func rationalRoot(_ coefficients: [Rational]) -> Rational? {
        guard let whole = integers(coefficients), let low = whole.first?.intValue,
            let high = whole.last?.intValue, abs(low) <= maximumCoefficient,
            abs(high) <= maximumCoefficient
        else { return nil }
        let (tops, bottoms) = (divisors(low), divisors(high))
        guard tops.count * bottoms.count <= maximumCandidates else { return nil }
        for q in bottoms {
            for p in tops {
                for sign in [1, -1] {
                    guard let x = Rational(numerator: sign * p, denominator: q) else { continue }
                    if value(whole, at: x).isZero { return x }
                }
            }
        }
        return nil
    }

    /// The coefficients times their common denominator.
    private static func integers(_ coefficients: [Rational]) -> [Rational]? {
        var bottom = Rational.one
        for coefficient in coefficients {
            let denominator = coefficient.denominatorValue
            guard let common = Rational.gcd(bottom, denominator),
                let part = denominator.divided(by: common)
            else { return nil }
            bottom = bottom * part
            guard bottom.bitCount <= 512 else { return nil }
        }
        return coefficients.map { $0 * bottom }
    }

    private static func divisors(_ value: Int) -> [Int] {
        let size = abs(value)
        var small: [Int] = []
        var large: [Int] = []
        var step = 1
        while step * step <= size {
            if size % step == 0 {
                small.append(step)
                if step * step != size { large.append(size / step) }
            }
            step += 1
        }
        return small + large.reversed()
    }

    private static func divided(_ coefficients: [Rational], by root: Rational) -> [Rational] {
        var out: [Rational] = []
        var carry = Rational.zero
        for coefficient in coefficients.reversed() {
            carry = carry * root + coefficient
            out.append(carry)
        }
        out.removeLast()
        return out.reversed()
    }

    private static func quadratic(
        _ a: Rational, _ b: Rational, _ c: Rational
    ) -> [Expression]? {
        let discriminant = b * b - Rational(4) * a * c
        guard discriminant.sign >= 0 else { return [] }
        guard discriminant.bitCount < 2_048 else { return nil }
        var roots: [Expression] = []
        for sign in [1, -1] {
            var builder = ExpressionBuilder()
            do {
                let root = try builder.root(try builder.number(discriminant), 2)
                let signed = sign == 1 ? root : try builder.negate(root)
                let top = try builder.add(try builder.number(-b), signed)
                let node = try builder.divide(top, try builder.number(Rational(2) * a))
                roots.append(builder.expression(node))
            } catch { return nil }
        }
        return roots
    }

    private static func biquadratic(_ coefficients: [Rational]) -> [Expression]? {
        guard let squares = quadratic(coefficients[4], coefficients[2], coefficients[0]) else {
            return nil
        }
        var roots: [Expression] = []
        for square in squares {
            var builder = ExpressionBuilder()
            do {
                let node = try builder.copy(square)
                let sign = ConstantComparer.sign(builder, node)
                guard sign != 0 else { return nil }
                if sign < 0 { continue }
                let root = try builder.root(node, 2)
                roots.append(builder.expression(root))
                let other = try builder.negate(root)
                roots.append(builder.expression(other))
            } catch { return nil }
        }
        return roots
    }

    /// Sturm's count over the whole line.
    static func realRootCount(_ coefficients: [Rational]) -> Int? {
        var chain = [coefficients]
        let slope = coefficients.enumerated().dropFirst().map { $1 * Rational($0) }
        chain.append(Array(slope))
        while let last = chain.last, last.count > 1 {
            let rest = remainder(chain[chain.count - 2], last).map { -$0 }
            if rest.isEmpty { break }
            guard rest.allSatisfy({ $0.bitCount <= 16_384 }) else { return nil }
            chain.append(rest)
        }
        func changes(_ signs: [Int]) -> Int {
            zip(signs, signs.dropFirst()).reduce(0) { $0 + ($1.0 != $1.1 ? 1 : 0) }
        }
        let above = chain.map { $0[$0.count - 1].sign }
        let below = chain.map { $0[$0.count - 1].sign * ($0.count % 2 == 0 ? -1 : 1) }
        return changes(below) - changes(above)
    }

    private static func remainder(_ x: [Rational], _ y: [Rational]) -> [Rational] {
        var rest = x
        while rest.count >= y.count {
            let shift = rest.count - y.count
            guard let factor = rest[rest.count - 1].divided(by: y[y.count - 1]) else { return [] }
            for index in y.indices { rest[index + shift] += -(factor * y[index]) }
            rest.removeLast()
            while let last = rest.last, last.isZero { rest.removeLast() }
        }
        return rest
    }
}
