internal import LyditeCore

/// The ladder for formulas: one normal form, fingerprints, constants, functions at points.
struct ExpressionComparer {
    typealias Outcome = AnswerComparer.Outcome

    private let rungs: Rungs
    private(set) var rung = Certificate.Rung.polynomial
    private(set) var points = 0
    private(set) var bits = 0
    private(set) var fuel = 0
    /// Whether a difference would prove nothing.
    private var onlyEqual = false

    init(rungs: Rungs = .all) { self.rungs = rungs }

    mutating func compare(_ left: Expression, _ right: Expression) -> Outcome {
        let leftHas = left.names.contains(Expression.anyBase)
        let rightHas = right.names.contains(Expression.anyBase)
        guard leftHas || rightHas else { return decide(left, right) }
        // A logarithm without a base: equal when it is so for every base, or, against other
        // numbers, for base e or 10.
        if leftHas, rightHas {
            let outcome = decide(left, right)
            guard outcome == .different else { return outcome }
            // log(3e) and 1 + log 3 are equal for base e, log(100x) and 2 + log x for base 10.
            let kept = rung
            if agree(left, right) { return .unknown(.unsupported) }
            rung = kept
            return .different
        }
        if agree(left, right) { return .equal }
        onlyEqual = true
        defer { onlyEqual = false }
        return decide(left, right) == .equal ? .equal : .unknown(.unsupported)
    }

    /// Whether the two are equal when a logarithm without a base has base 10 or e.
    private mutating func agree(_ left: Expression, _ right: Expression) -> Bool {
        onlyEqual = true
        defer { onlyEqual = false }
        return [Rational(10), .zero].contains { value in
            guard let a = fixed(left, value), let b = fixed(right, value) else { return false }
            return decide(a, b) == .equal
        }
    }

    /// With natural logarithms for zero, else logarithms of the given base.
    private func fixed(_ expression: Expression, _ base: Rational) -> Expression? {
        var builder = ExpressionBuilder()
        do {
            let one = try builder.number(1)
            let divisor = base.isZero ? one : try builder.log(try builder.number(base))
            let root = try builder.copy(expression) {
                $0 == Expression.anyBase ? divisor : nil
            }
            return builder.expression(root)
        } catch { return nil }
    }

    private mutating func decide(_ left: Expression, _ right: Expression) -> Outcome {
        var builder = ExpressionBuilder()
        let (a, b): (Int32, Int32)
        do {
            a = try builder.copy(left)
            b = try builder.copy(right)
        } catch { return .unknown(.budget) }
        fuel += builder.nodes.count
        if a == b, rungs.allows(.polynomial) {
            rung = .polynomial
            return .equal
        }
        if rungs.allows(.rational), let x = builder.number(a), let y = builder.number(b) {
            rung = .rational
            return x == y ? .equal : .different
        }
        if !left.hasVariables, !right.hasVariables { return constants(builder, a, b, left, right) }
        return functions(builder, a, b, left, right)
    }

    private mutating func constants(
        _ builder: ExpressionBuilder, _ a: Int32, _ b: Int32, _ left: Expression,
        _ right: Expression
    ) -> Outcome {
        rung = .constant
        // Identities that hold for functions hold for their values.
        let analysis = Analysis(builder)
        if rungs.allows(.polynomial), let x = analysis.forms[Int(a)],
            let y = analysis.forms[Int(b)], x == y, isDefined(builder, a), isDefined(builder, b)
        {
            rung = .polynomial
            return .equal
        }
        var random = Draws(ExpressionComparer.text(left), ExpressionComparer.text(right))
        // What exact libraries need a millisecond for may follow from the laws of powers.
        let isQuick = builder.nodes.contains {
            $0.operation == .exp || $0.operation == .log || $0.operation == .power
        }
        if isQuick, isIdentity(analysis, a, b, &random) {
            if isDefined(builder, a), isDefined(builder, b) { return .equal }
            rung = .constant
        }
        let report =
            rungs.allows(.constant)
            ? ConstantComparer.compare(builder, a, b, onlyBalls: false)
            : ConstantComparer.Report(answer: .unknown, bits: 0, steps: 0)
        bits = max(bits, report.bits)
        fuel += report.steps
        switch report.answer {
        case .equal: return .equal
        case .different: return .different
        case .leftUndefined, .rightUndefined: return .unknown(.domain)
        case .unavailable: return .unknown(.sandboxError)
        case .budget, .unknown:
            if !isQuick, isDefined(builder, a), isDefined(builder, b),
                isIdentity(analysis, a, b, &random)
            {
                return .equal
            }
            return .unknown(report.answer == .budget ? .budget : .unsupported)
        }
    }

    /// Whether the constants are equal as functions of their generators: e^{3/2} e^9 is e^{21/2}
    /// whatever e stands for.
    private mutating func isIdentity(
        _ analysis: Analysis, _ a: Int32, _ b: Int32, _ random: inout Draws
    ) -> Bool {
        guard rungs.allows(.fingerprint) else { return false }
        var fingerprint = Fingerprint(analysis)
        let equal = fingerprint.equal(a, b, &random)
        points += fingerprint.points
        fuel += fingerprint.points * analysis.nodes.count
        guard equal == true else { return false }
        rung = .fingerprint
        return true
    }

    private func isDefined(_ builder: ExpressionBuilder, _ node: Int32) -> Bool {
        ConstantComparer.sign(builder, node) != 0 || isPlain(builder)
    }

    /// Sums and products of numbers, roots of positive ones and powers of e: complex, and defined.
    private func isPlain(_ builder: ExpressionBuilder) -> Bool {
        builder.nodes.allSatisfy { node in
            switch node.operation {
            case .number, .pi, .i, .add, .multiply, .negate, .exp: true
            case .sin, .cos: true
            case .divide: builder.number(node.right)?.isZero == false
            case .root: (builder.number(node.left)?.sign ?? 0) > 0
            default: false
            }
        }
    }

    private mutating func functions(
        _ builder: ExpressionBuilder, _ a: Int32, _ b: Int32, _ left: Expression,
        _ right: Expression
    ) -> Outcome {
        let analysis = Analysis(builder)
        if !analysis.isElementary {
            rung = .polynomial
            if rungs.allows(.polynomial), !analysis.failed, let x = analysis.forms[Int(a)],
                let y = analysis.forms[Int(b)],
                x == y
            {
                return .equal
            }
        }
        let isOpaque = left.hasOpaqueParts || right.hasOpaqueParts
        var fingerprint = Fingerprint(analysis)
        var random = Draws(ExpressionComparer.text(left), ExpressionComparer.text(right))
        rung = analysis.isElementary ? .function : .fingerprint
        let equal = rungs.allows(rung) ? fingerprint.equal(a, b, &random) : nil
        points += fingerprint.points
        fuel += fingerprint.points * builder.nodes.count
        switch equal {
        case true?:
            // Beside i the roots and logarithms of negative values count, too.
            let isComplex = builder.nodes.contains { $0.operation == .i }
            if isComplex, analysis.isElementary, differ(left, right) {
                return .unknown(.unsupported)
            }
            return .equal
        case _ where isOpaque: return .unknown(.unsupported)
        case false? where !analysis.isElementary: return .different
        default:
            guard rungs.allows(.function), !onlyEqual else { return .unknown(.unsupported) }
            return separated(left, right) ? .different : .unknown(.unsupported)
        }
    }

    /// Whether the two have disjoint real values at a rational point.
    private mutating func separated(_ left: Expression, _ right: Expression) -> Bool {
        // What nothing is known of has no value anywhere.
        if (left.nodes + right.nodes).contains(where: {
            $0.operation == .apply || $0.operation == .i
        }) {
            return false
        }
        return differ(left, right)
    }

    /// Whether the values are disjoint at a rational point.
    private mutating func differ(_ left: Expression, _ right: Expression) -> Bool {
        guard left.nodes.count + right.nodes.count <= 2 * ConstantComparer.maximumNodes else {
            return false
        }
        rung = .function
        // (-x)^{2n} is meant for whole n: odd roots at other points tell nothing apart.
        let isWhole = left.hasOpenPower || right.hasOpenPower
        let names = Set(left.names + right.names).sorted { $0.lexicographicallyPrecedes($1) }
        for point in 0..<ExpressionComparer.pointTable.count
        where !isWhole || ExpressionComparer.pointTable[point].1 == 1 {
            var values: [[UInt8]: Rational] = [:]
            for (index, name) in names.enumerated() {
                values[name] = ExpressionComparer.coordinate(point, index)
            }
            var builder = ExpressionBuilder()
            guard let a = ExpressionComparer.substitute(&builder, left, values),
                let b = ExpressionComparer.substitute(&builder, right, values)
            else { continue }
            // The other points make as many nodes.
            if builder.nodes.count > ConstantComparer.maximumNodes { return false }
            let report = ConstantComparer.compare(builder, a, b, onlyBalls: true)
            points += 1
            bits = max(bits, report.bits)
            fuel += report.steps
            if report.answer == .different { return true }
        }
        return false
    }

    /// Fixed points: fractions of both signs, then whole numbers for factorials.
    static let pointTable: [(Int, Int, Int)] = [
        (3, 7, 5), (11, 6, 4), (2, 1, 3), (-5, 8, 9), (5, 1, 2), (17, 29, -11), (-9, 4, -3),
        (8, 1, 1),
    ]

    static func coordinate(_ point: Int, _ index: Int) -> Rational {
        let (top, bottom, step) = pointTable[point]
        let value = Rational(numerator: top, denominator: bottom) ?? .one
        let part = bottom == 1 ? step * index : step * index * 2
        return value + (Rational(numerator: part, denominator: bottom) ?? .zero)
    }

    static func substitute(
        _ builder: inout ExpressionBuilder, _ expression: Expression,
        _ values: [[UInt8]: Rational]
    ) -> Int32? {
        do {
            // Numbers are made first: the copy only looks them up.
            var places: [[UInt8]: Int32] = [:]
            for (name, value) in values.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
            where expression.names.contains(name) {
                places[name] = try builder.number(value)
            }
            return try builder.copy(expression) { places[$0] }
        } catch { return nil }
    }

    /// A text that tells the two sides apart, as the key of the draws.
    static func text(_ expression: Expression) -> [UInt8] {
        var text: [UInt8] = []
        for node in expression.nodes {
            text.append(node.operation.rawValue)
            for word in [node.left, node.right] {
                for shift in stride(from: 0, to: 32, by: 8) {
                    text.append(UInt8(truncatingIfNeeded: word >> Int32(shift)))
                }
            }
        }
        for number in expression.numbers { text.append(contentsOf: number.hexText.utf8 + [0]) }
        for name in expression.names { text.append(contentsOf: name + [0]) }
        return text
    }
}
