/// Values of an analysed expression at random points modulo random primes.
///
/// A polynomial of degree d whose coefficients have an absolute sum of 2^H vanishes at one random
/// point modulo one random prime with a chance of at most H/60 * 2^-48 + d * 2^-60, times the
/// redraws of a point. With ``draws`` independent pairs and the bounds of ``maximumHeight`` and
/// ``maximumDegree`` the chance of a false "equal" is below 2^-100.
struct Fingerprint {
    /// What one point shows.
    private enum Point { case zero, nonzero, redraw, unknown }

    static let draws = 4
    private static let redraws = 48
    static let maximumHeight = 1 << 20
    static let maximumDegree = 1 << 18
    /// Most combinations of root choices and sign cells; each is evaluated at every draw.
    private static let maximumChoices = 64

    let analysis: Analysis
    private(set) var points = 0

    init(_ analysis: Analysis) { self.analysis = analysis }

    /// Whether two nodes are equal for every choice of roots and on every sign cell.
    ///
    /// nil when no point was found or a bound was passed. "Not equal" is a proof of difference
    /// only for rational functions.
    mutating func equal(_ left: Int32, _ right: Int32, _ random: inout Draws) -> Bool? {
        guard !analysis.failed, isBounded(left, right) else { return nil }
        guard let kind else { return nil }
        let choices = choiceCounts()
        let total = choices.reduce(1) { min($0 * $1, Fingerprint.maximumChoices + 1) }
        guard total <= Fingerprint.maximumChoices else { return nil }
        // A rational function has a value nearly everywhere or nowhere.
        let redraws = analysis.isElementary ? Fingerprint.redraws : 2
        for _ in 0..<Fingerprint.draws {
            var found = false
            for _ in 0..<redraws {
                let field = ModularField.draw(&random, kind)
                switch compare(left, right, field, choices, total, &random) {
                case .zero: found = true
                case .nonzero: return false
                case .redraw: continue
                case .unknown: return nil
                }
                break
            }
            guard found else { return nil }
        }
        return true
    }

    private mutating func compare(
        _ left: Int32, _ right: Int32, _ field: ModularField, _ choices: [Int], _ total: Int,
        _ random: inout Draws
    ) -> Point {
        let start = ModularPoint(analysis, field, &random)
        for choice in 0..<total {
            points += 1
            var point = start
            point.choose(choice, choices)
            guard let values = point.evaluate() else { return .redraw }
            guard let a = values[Int(left)], let b = values[Int(right)] else { return .redraw }
            if a != b { return .nonzero }
        }
        return .zero
    }

    /// Which primes have the roots that the bases need; nil when none have.
    ///
    /// All roots of an even order must exist, so that the one of the real line is among them; an
    /// odd root must be the only one, as on the real line.
    private var kind: ModularField.Kind? {
        var isOdd = false
        var isFourth = analysis.imaginary != nil
        for base in analysis.bases where base.variable == nil {
            if base.order % 16 == 0 { return nil }
            let odd = base.order >> base.order.trailingZeroBitCount
            if odd > 1 { isOdd = true }
            if base.order % 4 == 0 { isFourth = true }
        }
        if isOdd, isFourth { return nil }
        return isOdd ? .odd : .even
    }

    /// For each base: the signs of its cell times the choices of its root.
    private func choiceCounts() -> [Int] {
        analysis.bases.map { base in
            let signs = base.sign == .unknown ? 2 : 1
            if base.variable != nil || base.order % 2 == 1 { return signs }
            if base.order % 8 == 0 { return 8 * signs }
            if base.order % 4 == 0 { return 4 * signs }
            // Square roots of different primes are independent of each other: one choice stands
            // for all. Divisors up to 1,000 are taken out, so what is left below a million is prime.
            if base.order == 2, case .number(let n) = base.key, n <= Rational(1_000_000) {
                return signs
            }
            return 2 * signs
        }
    }

    /// Bounds of degree and height over the whole tree.
    private func isBounded(_ left: Int32, _ right: Int32) -> Bool {
        var degrees: [Int] = []
        var heights: [Int] = []
        for (index, node) in analysis.nodes.enumerated() {
            var degree = 1
            var height = 1
            let (x, y) = (Int(node.left), Int(node.right))
            switch node.operation {
            case .number:
                degree = 0
                height = 2 * analysis.numbers[x].bitCount
            case .pi, .i, .variable: break
            case .add, .multiply, .divide:
                degree = degrees[x] + degrees[y]
                height = heights[x] + heights[y] + 1
            case .negate:
                degree = degrees[x]
                height = heights[x]
            case .power:
                if let count = analysis.forms[y]?.constant?.intValue {
                    let size = min(abs(count), 1 << 20)
                    degree = degrees[x] * size
                    height = heights[x] * size
                } else {
                    degree = complexity(analysis.forms[index], .power) + degrees[x] * 64
                    height = degree + heights[x] * 64
                }
            default:
                let operand = node.operation == .apply ? y : x
                let size = complexity(analysis.forms[operand], node.operation)
                degree = size + 4 * degrees[operand]
                height = 2 * size + 4 * heights[operand]
            }
            degrees.append(min(degree, 1 << 24))
            heights.append(min(height, 1 << 24))
        }
        let degree = degrees[Int(left)] + degrees[Int(right)]
        let height = heights[Int(left)] + heights[Int(right)]
        return degree <= Fingerprint.maximumDegree && height <= Fingerprint.maximumHeight
    }

    /// How large the multiples of the generators in a function's argument are: its coefficients
    /// where they become exponents, else the number of their prime factors.
    private func complexity(
        _ form: NormalForm?, _ operation: Expression.Operation
    ) -> Int {
        guard let form else { return 1 }
        let isFactored = [.root, .log, .abs].contains(operation)
        return form.terms.reduce(1) { total, term in
            let top =
                isFactored
                ? term.value.bitCount
                : term.value.numeratorInt.map { min(abs($0), 1 << 20) } ?? 1 << 20
            return min(total + 4 * top * Analysis.maximumOrder, 1 << 24)
        }
    }
}
