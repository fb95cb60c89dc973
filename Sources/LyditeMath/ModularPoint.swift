/// One prime and one residue for every generator.
struct ModularPoint {
    private let analysis: Analysis
    private let field: ModularField
    /// Residues of atoms; those of subterms are set when the subterm is evaluated.
    private var atoms: [UInt64?]
    /// For each base a drawn root, and the drawn choice.
    private let drawn: [UInt64]
    private var choices: [Int]
    private var roots: [UInt64?]
    private let exponents: [NormalForm.Monomial: UInt64]
    /// Points of the circle by drawn half-angle tangents.
    private let turns: [NormalForm.Monomial: Turn]
    private var factorials: [NormalForm: UInt64]
    private let imaginary: UInt64
    /// Generates the roots of unity of order two, or eight where i exists.
    private let unit: UInt64
    private var values: [UInt64?] = []

    /// Largest multiple of a generator's power that is computed.
    private static let maximumMultiple = 1 << 20
    private static let maximumFactors = 64

    init(_ analysis: Analysis, _ field: ModularField, _ random: inout Draws) {
        self.analysis = analysis
        self.field = field
        func draw() -> UInt64 { 1 + random.below(field.prime - 1) }
        unit = field.evenUnit
        imaginary = field.kind == .even ? field.multiply(unit, unit) : 0
        atoms = []
        for key in analysis.atoms {
            switch key {
            case .imaginary: atoms.append(imaginary)
            case .node, .call(.exp, _), .call(.sin, _), .call(.cos, _), .call(.tan, _),
                .call(.abs, _):
                atoms.append(nil)
            default: atoms.append(draw())
            }
        }
        drawn = analysis.bases.map { _ in draw() }
        choices = analysis.bases.map { _ in 0 }
        roots = analysis.bases.map { _ in nil }
        var exponents: [NormalForm.Monomial: UInt64] = [:]
        var turns: [NormalForm.Monomial: Turn] = [:]
        for monomial in ModularPoint.sorted(analysis.exponentOrders) {
            exponents[monomial] = draw()
        }
        for monomial in ModularPoint.sorted(analysis.angleOrders) {
            turns[monomial] = ModularPoint.turn(draw(), field)
        }
        var factorials: [NormalForm: UInt64] = [:]
        let shapes = analysis.factorials.keys.sorted {
            String(describing: $0.sorted) < String(describing: $1.sorted)
        }
        for shape in shapes { factorials[shape] = draw() }
        self.exponents = exponents
        self.turns = turns
        self.factorials = factorials
    }

    private static func sorted(_ orders: [NormalForm.Monomial: Int]) -> [NormalForm.Monomial] {
        orders.keys.sorted { $0.powers.lexicographicallyPrecedes($1.powers) }
    }

    /// Takes the choice with the given number apart.
    mutating func choose(_ number: Int, _ counts: [Int]) {
        var rest = number
        for index in counts.indices {
            choices[index] = rest % counts[index]
            rest /= counts[index]
        }
        for (index, base) in analysis.bases.enumerated() {
            guard let variable = base.variable else { continue }
            let power = field.power(drawn[index], UInt64(base.order))
            atoms[variable] = isNegative(index) ? field.negate(power) : power
            roots[index] = drawn[index]
        }
    }

    private func isNegative(_ base: Int) -> Bool {
        switch analysis.bases[base].sign {
        case .positive: false
        case .negative: true
        case .unknown: choices[base] % 2 == 1
        }
    }

    /// The values of all nodes; nil when the point does not fit and another must be drawn.
    mutating func evaluate() -> [UInt64?]? {
        for index in analysis.nodes.indices {
            guard let value = value(index) else { return nil }
            values.append(value)
            if let form = analysis.forms[index], let single = form.single,
                single.monomial.powers.count == 1, let part = single.monomial.parts.first,
                part.exponent == 1, atoms[part.atom] == nil,
                let inverse = single.coefficient.reciprocal?.residue(field)
            {
                atoms[part.atom] = field.multiply(value, inverse)
            }
        }
        return values
    }

    private mutating func value(_ index: Int) -> UInt64? {
        let node = analysis.nodes[index]
        let (x, y) = (Int(node.left), Int(node.right))
        switch node.operation {
        case .number: return analysis.numbers[x].residue(field)
        case .pi, .variable, .i, .apply, .asin, .acos, .atan, .floor:
            return analysis.forms[index].flatMap { evaluate($0) }
        case .add: return field.add(values[x]!, values[y]!)
        case .multiply: return field.multiply(values[x]!, values[y]!)
        case .negate: return field.negate(values[x]!)
        case .divide:
            guard values[y]! != 0 else { return nil }
            return field.multiply(values[x]!, field.inverse(values[y]!))
        case .power: return power(index, x, y)
        case .root: return root(node)
        case .exp: return analysis.forms[x].flatMap { exponential($0, .one) }
        case .log:
            guard let log = analysis.logs[x], let form = analysis.forms[index] else { return nil }
            guard !isNegative(log) else { return nil }
            return evaluate(form)
        case .sin: return angle(analysis.forms[x])?.sine
        case .cos: return angle(analysis.forms[x])?.cosine
        case .tan:
            guard let angle = angle(analysis.forms[x]), angle.cosine != 0 else { return nil }
            return field.multiply(angle.sine, field.inverse(angle.cosine))
        case .abs:
            guard let log = analysis.logs[x] else { return nil }
            return isNegative(log) ? field.negate(values[x]!) : values[x]!
        case .factorial: return factorial(analysis.forms[x])
        case .pair: return 0
        }
    }

    private func isNegative(_ log: Analysis.Logarithm) -> Bool {
        log.odd.reduce(log.isNegative) { $0 != isNegative($1) }
    }

    private mutating func power(_ index: Int, _ x: Int, _ y: Int) -> UInt64? {
        if let count = analysis.forms[y]?.constant?.intValue {
            if values[x]! == 0, count <= 0 { return nil }
            let size = field.power(values[x]!, UInt64(abs(count)))
            return count < 0 ? field.inverse(size) : size
        }
        guard let log = analysis.logs[x], !isNegative(log), let exponent = analysis.forms[y],
            let form = product(log, exponent)
        else { return nil }
        return exponential(form, .one)
    }

    private func product(
        _ log: Analysis.Logarithm, _ exponent: NormalForm
    ) -> NormalForm? {
        var form = log.extra
        for (base, count) in log.terms {
            guard let atom = analysis.place(of: .log(base)) else { return nil }
            form.add(count, .init(atom: atom))
        }
        return form.times(exponent, reducing: analysis.imaginary)
    }

    private mutating func root(_ node: Expression.Node) -> UInt64? {
        guard let log = analysis.logs[Int(node.left)],
            let part = Rational(numerator: 1, denominator: Int(node.right))
        else { return nil }
        let isNegative = isNegative(log)
        if isNegative, node.right % 2 == 0 { return nil }
        var result = exponential(log.extra, part)
        for (base, count) in log.terms.sorted(by: { $0.key < $1.key }) {
            guard let factor = raised(base, count * part), let known = result else { return nil }
            result = field.multiply(known, factor)
        }
        return result.map { isNegative ? field.negate($0) : $0 }
    }

    /// |b| to a rational power.
    private mutating func raised(_ base: Int, _ exponent: Rational) -> UInt64? {
        let order = analysis.bases[base].order
        guard let count = (exponent * Rational(order)).intValue,
            abs(count) <= ModularPoint.maximumMultiple, let root = root(of: base), root != 0
        else { return nil }
        let size = field.power(root, UInt64(abs(count)))
        return count < 0 ? field.inverse(size) : size
    }

    private mutating func root(of index: Int) -> UInt64? {
        if let known = roots[index] { return known }
        let base = analysis.bases[index]
        var value: UInt64?
        switch base.key {
        case .number(let number): value = number.residue(field)
        case .form(let form): value = evaluate(form)
        }
        guard var size = value, size != 0 else { return nil }
        if isNegative(index) { size = field.negate(size) }
        let choice = base.sign == .unknown ? choices[index] / 2 : choices[index]
        roots[index] = take(size, base.order, choice)
        return roots[index]
    }

    /// The root of a residue; `choice` tells which.
    private func take(_ value: UInt64, _ order: Int, _ choice: Int) -> UInt64? {
        let twos = order.trailingZeroBitCount
        let odd = UInt64(order >> twos)
        var root = value
        if twos == 1 {
            guard let square = field.squareRoot(value) else { return nil }
            root = choice == 1 ? field.negate(square) : square
        } else if twos >= 2 {
            // Eighth powers form the subgroup of odd order, where every root is in it again.
            guard twos <= 3, field.kind == .even else { return nil }
            let size = (field.prime - 1) / 8
            guard field.power(value, size) == 1 else { return nil }
            let half = (size + 1) / 2
            for _ in 0..<twos { root = field.power(root, half) }
            let step = twos == 2 ? imaginary : unit
            root = field.multiply(root, field.power(step, UInt64(choice)))
        }
        return odd == 1 ? root : field.oddRoot(root, odd)
    }

    /// The value of a form from those of its atoms.
    private func evaluate(_ form: NormalForm) -> UInt64? {
        var total: UInt64 = 0
        for (monomial, coefficient) in form.terms {
            guard var term = coefficient.residue(field) else { return nil }
            for part in monomial.parts {
                guard let atom = atoms[part.atom], atom != 0 || part.exponent > 0 else {
                    return nil
                }
                let size = field.power(atom, UInt64(abs(part.exponent)))
                term = field.multiply(term, part.exponent < 0 ? field.inverse(size) : size)
            }
            total = field.add(total, term)
        }
        return total
    }

    /// e to the form times a factor.
    private mutating func exponential(_ form: NormalForm, _ factor: Rational) -> UInt64? {
        var result: UInt64 = 1
        var turned = NormalForm()
        for (monomial, coefficient) in form.sorted {
            let exponent = coefficient * factor
            if let base = analysis.logBase(monomial) {
                guard let power = raised(base, exponent) else { return nil }
                result = field.multiply(result, power)
            } else if let i = analysis.imaginary, monomial.exponent(of: i) != 0 {
                turned.add(exponent, monomial.without(i))
            } else {
                guard let order = analysis.exponentOrders[monomial],
                    let count = (exponent * Rational(order)).intValue,
                    abs(count) <= ModularPoint.maximumMultiple, let unit = exponents[monomial]
                else { return nil }
                let size = field.power(unit, UInt64(abs(count)))
                result = field.multiply(result, count < 0 ? field.inverse(size) : size)
            }
        }
        if turned.isZero { return result }
        guard let angle = angle(turned) else { return nil }
        let point = field.add(angle.cosine, field.multiply(imaginary, angle.sine))
        return field.multiply(result, point)
    }

    private typealias Turn = (cosine: UInt64, sine: UInt64)

    private mutating func angle(_ form: NormalForm?) -> Turn? {
        guard let form else { return nil }
        var result: Turn = (1, 0)
        for (monomial, coefficient) in form.sorted {
            let turn: Turn?
            if analysis.isPi(monomial), let special = Angle.special(coefficient) {
                turn = self.special(special)
            } else {
                turn = multiple(monomial, coefficient)
            }
            guard let turn else { return nil }
            result = rotate(result, turn)
        }
        return result
    }

    private func rotate(_ a: Turn, _ b: Turn) -> Turn {
        (
            field.subtract(
                field.multiply(a.cosine, b.cosine), field.multiply(a.sine, b.sine)),
            field.add(field.multiply(a.cosine, b.sine), field.multiply(a.sine, b.cosine))
        )
    }

    private func multiple(
        _ monomial: NormalForm.Monomial, _ coefficient: Rational
    ) -> Turn? {
        guard let order = analysis.angleOrders[monomial], var unit = turns[monomial],
            let count = (coefficient * Rational(order)).intValue,
            abs(count) <= ModularPoint.maximumMultiple
        else { return nil }
        if count < 0 { unit.sine = field.negate(unit.sine) }
        var result: Turn = (1, 0)
        var rest = abs(count)
        while rest > 0 {
            if rest & 1 == 1 { result = rotate(result, unit) }
            unit = rotate(unit, unit)
            rest >>= 1
        }
        return result
    }

    /// The point with this half-angle tangent; nil where there is none.
    private static func turn(_ tangent: UInt64, _ field: ModularField) -> Turn? {
        let square = field.multiply(tangent, tangent)
        let size = field.add(1, square)
        guard size != 0 else { return nil }
        let inverse = field.inverse(size)
        return (
            field.multiply(field.subtract(1, square), inverse),
            field.multiply(field.add(tangent, tangent), inverse)
        )
    }

    private mutating func special(_ special: Angle.Special) -> Turn? {
        guard let cosine = half(special.cosine), let sine = half(special.sine) else { return nil }
        return (cosine, sine)
    }

    /// Half the square root of a small square, with its sign.
    private mutating func half(_ square: Int) -> UInt64? {
        let root: UInt64?
        switch abs(square) {
        case 0: return 0
        case 1: root = 1
        case 4: root = 2
        default:
            root = analysis.base(of: abs(square)).flatMap { raised($0, Rational(reduced: 1, 2)) }
        }
        guard let root else { return nil }
        let value = field.multiply(root, field.inverse(2))
        return square < 0 ? field.negate(value) : value
    }

    private func factorial(_ form: NormalForm?) -> UInt64? {
        guard let (shape, shift) = Analysis.shifted(form), let lowest = analysis.factorials[shape],
            var value = factorials[shape], shift - lowest <= ModularPoint.maximumFactors,
            let start = evaluate(shape)
        else { return nil }
        if shift > lowest {
            for step in lowest + 1...shift {
                let offset = UInt64(abs(step)) % field.prime
                value = field.multiply(
                    value, step < 0 ? field.subtract(start, offset) : field.add(start, offset))
            }
        }
        return value
    }
}
