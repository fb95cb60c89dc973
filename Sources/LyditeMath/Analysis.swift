/// What is known of every subterm before any number is drawn: normal forms, logarithms by
/// factors, and which generators the values need.
///
/// Every rewriting is a true identity on the common domain, so that formal equality proves
/// equality. Where nothing is known a subterm is an atom.
struct Analysis {
    enum AtomKey: Hashable {
        case variable(Int32)
        case pi, imaginary
        /// log|b| for the base with this index.
        case log(Int)
        case node(Int32)
        /// One value for all subterms of this shape.
        case call(Expression.Operation, NormalForm)
        case apply(Int32, NormalForm)
    }

    enum BaseKey: Hashable {
        case number(Rational)
        case form(NormalForm)
    }

    enum Sign { case positive, negative, unknown }

    /// Something positive or of one sign on a cell, whose roots and logarithm are generators.
    struct Base {
        var key: BaseKey
        /// The atom when it is a lone variable: then the root is drawn, not taken.
        var variable: Int?
        var sign: Sign
        var order = 1
    }

    /// log|x| as a combination of log|b|, and the sign of x.
    struct Logarithm {
        var terms: [Int: Rational] = [:]
        var extra = NormalForm()
        var isNegative = false
        /// Bases of unknown sign that occur an odd number of times.
        var odd: Set<Int> = []
    }

    let nodes: [Expression.Node]
    let numbers: [Rational]
    private(set) var forms: [NormalForm?] = []
    private(set) var logs: [Logarithm?] = []
    private(set) var atoms: [AtomKey] = []
    private var atomPlaces: [AtomKey: Int] = [:]
    private(set) var bases: [Base] = []
    private var basePlaces: [BaseKey: Int] = [:]
    private(set) var exponentOrders: [NormalForm.Monomial: Int] = [:]
    private(set) var angleOrders: [NormalForm.Monomial: Int] = [:]
    /// Smallest shift of each factorial's argument.
    private(set) var factorials: [NormalForm: Int] = [:]
    /// Whether some value is more than a rational function of variables and pi.
    private(set) var isElementary = false
    private(set) var failed = false

    /// Terms that were added or multiplied.
    private var work = 0
    private static let maximumWork = 8_192
    /// Largest power of a sum, times its terms less one.
    private static let maximumPower = 18

    static let maximumOrder = 64
    static let maximumBases = 24

    init(_ builder: ExpressionBuilder) {
        nodes = builder.nodes
        numbers = builder.numbers
        logs = [Logarithm?](repeating: nil, count: nodes.count)
        for index in nodes.indices { forms.append(form(Int32(index))) }
        for index in nodes.indices { demand(index) }
    }

    var imaginary: Int? { atomPlaces[.imaginary] }

    func place(of key: AtomKey) -> Int? { atomPlaces[key] }

    mutating func atom(_ key: AtomKey) -> Int {
        if let place = atomPlaces[key] { return place }
        atoms.append(key)
        atomPlaces[key] = atoms.count - 1
        return atoms.count - 1
    }

    private mutating func opaque(_ index: Int32) -> NormalForm {
        NormalForm(atom: atom(.node(index)))
    }

    /// The normal form of a node; nil when it grew too large.
    private mutating func form(_ index: Int32) -> NormalForm? {
        let node = nodes[Int(index)]
        let (x, y) = (Int(node.left), Int(node.right))
        switch node.operation {
        case .number: return NormalForm(numbers[x])
        case .pi: return NormalForm(atom: atom(.pi))
        case .i: return NormalForm(atom: atom(.imaginary))
        case .variable: return NormalForm(atom: atom(.variable(node.left)))
        case .add:
            guard let a = forms[x], let b = forms[y] else { return opaque(index) }
            work += min(a.terms.count, b.terms.count) + max(a.terms.count, b.terms.count) / 8
            guard work <= Analysis.maximumWork else { return opaque(index) }
            return a.plus(b) ?? opaque(index)
        case .negate: return forms[x]?.scaled(Rational(-1)) ?? opaque(index)
        case .multiply:
            guard let a = forms[x], let b = forms[y] else { return opaque(index) }
            return product(a, b) ?? opaque(index)
        case .divide:
            guard let a = forms[x], let inverse = forms[y]?.inverse else { return opaque(index) }
            return a.times(inverse, reducing: imaginary) ?? opaque(index)
        case .power: return power(index, x, y)
        case .log:
            guard let log = logarithm(node.left) else { return opaque(index) }
            return value(of: log) ?? opaque(index)
        case .abs, .floor, .asin, .atan, .acos, .sin, .cos, .tan, .exp:
            guard let a = forms[x] else { return opaque(index) }
            return call(node.operation, a)
        case .factorial: return factorial(index, forms[x])
        case .apply:
            guard let a = forms[y] else { return opaque(index) }
            return NormalForm(atom: atom(.apply(node.left, a)))
        case .root, .pair: return opaque(index)
        }
    }

    /// The product, while it and those before are worth their time.
    private mutating func product(_ a: NormalForm, _ b: NormalForm) -> NormalForm? {
        work += 2 * a.terms.count * b.terms.count
        return work <= Analysis.maximumWork ? a.times(b, reducing: imaginary) : nil
    }

    private mutating func power(_ index: Int32, _ x: Int, _ y: Int) -> NormalForm? {
        guard let count = forms[y]?.constant?.intValue, abs(count) <= NormalForm.maximumDegree,
            var base = forms[x]
        else { return opaque(index) }
        // Powers of sums are not written out where points show the same.
        guard base.terms.count == 1 || abs(count) * (base.terms.count - 1) <= Analysis.maximumPower
        else { return opaque(index) }
        if count < 0 {
            guard let inverse = base.inverse else { return opaque(index) }
            base = inverse
        }
        var result = NormalForm(.one)
        var rest = abs(count)
        while rest > 0 {
            if rest & 1 == 1 {
                guard let next = product(result, base) else { return opaque(index) }
                result = next
            }
            rest >>= 1
            if rest > 0 {
                guard let square = product(base, base) else { return opaque(index) }
                base = square
            }
        }
        return result
    }

    private mutating func call(_ operation: Expression.Operation, _ x: NormalForm) -> NormalForm {
        let half = Rational(reduced: 1, 2)
        if operation == .acos {
            var form = call(.asin, x).scaled(Rational(-1))
            form.add(half, .init(atom: atom(.pi)))
            return form
        }
        // Odd functions: the first coefficient is positive.
        let flips = x.sorted.first.map { $0.coefficient.sign < 0 } ?? false
        if flips,
            operation == .asin || operation == .atan || operation == .sin
                || operation == .tan
        {
            return call(operation, x.scaled(Rational(-1))).scaled(Rational(-1))
        }
        if flips, operation == .cos || operation == .abs {
            return call(operation, x.scaled(Rational(-1)))
        }
        if operation == .floor {
            let whole = x.constantTerm.floor
            if !whole.isZero {
                var rest = x
                rest.add(-whole, .one)
                var form = call(.floor, rest)
                form.add(whole, .one)
                return form
            }
            if let value = x.constant { return NormalForm(value.floor) }
        }
        return NormalForm(atom: atom(.call(operation, x)))
    }

    private mutating func factorial(_ index: Int32, _ x: NormalForm?) -> NormalForm? {
        guard let (rest, shift) = Analysis.shifted(x) else { return opaque(index) }
        factorials[rest] = min(factorials[rest] ?? shift, shift)
        return opaque(index)
    }

    /// A form without the integer part of its constant term, and that part.
    static func shifted(_ x: NormalForm?) -> (NormalForm, Int)? {
        guard var rest = x else { return nil }
        let whole = rest.constantTerm.floor
        guard let shift = whole.intValue, abs(shift) <= 1_000 else { return nil }
        rest.add(-whole, .one)
        return (rest, shift)
    }

    /// log|x| as a form over the logarithms of the bases.
    mutating func value(of log: Logarithm) -> NormalForm? {
        var form = log.extra
        for (base, count) in log.terms {
            form.add(count, .init(atom: atom(.log(base))))
        }
        return form
    }

    // MARK: Logarithms

    mutating func logarithm(_ index: Int32) -> Logarithm? {
        if let known = logs[Int(index)] { return known }
        let result = makeLogarithm(index)
        logs[Int(index)] = result
        return result
    }

    private mutating func makeLogarithm(_ index: Int32) -> Logarithm? {
        let node = nodes[Int(index)]
        switch node.operation {
        case .number: return number(numbers[Int(node.left)])
        case .negate:
            guard var log = logarithm(node.left) else { return nil }
            log.isNegative.toggle()
            return log
        case .multiply, .divide:
            guard let a = logarithm(node.left), let b = logarithm(node.right) else { return nil }
            return combine(a, b, node.operation == .divide ? Rational(-1) : .one)
        case .abs:
            guard var log = logarithm(node.left) else { return nil }
            log.isNegative = false
            log.odd = []
            return log
        case .exp:
            guard let exponent = forms[Int(node.left)], !hasImaginary(exponent) else { return nil }
            var log = Logarithm()
            log.extra = exponent
            return log
        case .root:
            guard let log = logarithm(node.left),
                let part = Rational(numerator: 1, denominator: Int(node.right))
            else { return nil }
            return scale(log, part, isRoot: true, isEven: node.right % 2 == 0)
        case .power:
            guard let exponent = forms[Int(node.right)]?.constant, let log = logarithm(node.left)
            else { return form(of: index) }
            let isEven = exponent.isInteger && (exponent.intValue ?? 1) % 2 == 0
            return scale(log, exponent, isRoot: !exponent.isInteger, isEven: isEven)
        default: return form(of: index)
        }
    }

    private func hasImaginary(_ form: NormalForm) -> Bool {
        guard let imaginary else { return false }
        return form.terms.keys.contains { $0.exponent(of: imaginary) != 0 }
    }

    private mutating func combine(
        _ a: Logarithm, _ b: Logarithm, _ factor: Rational
    ) -> Logarithm? {
        var log = a
        for (base, count) in b.terms {
            let sum = (log.terms[base] ?? .zero) + count * factor
            log.terms[base] = sum.isZero ? nil : sum
        }
        guard let extra = log.extra.plus(b.extra.scaled(factor)) else { return nil }
        log.extra = extra
        log.isNegative = a.isNegative != b.isNegative
        log.odd = a.odd.symmetricDifference(b.odd)
        return log
    }

    private func scale(
        _ log: Logarithm, _ factor: Rational, isRoot: Bool, isEven: Bool
    ) -> Logarithm {
        var result = log
        result.terms = log.terms.mapValues { $0 * factor }
        result.extra = log.extra.scaled(factor)
        if isEven || isRoot && isEven {
            result.isNegative = false
            result.odd = []
        }
        return result
    }

    /// Prime factors of a rational number; what is left of large ones is one base.
    private mutating func number(_ value: Rational) -> Logarithm? {
        guard !value.isZero else { return nil }
        var log = Logarithm()
        log.isNegative = value.sign < 0
        for (part, sign) in [(value.magnitude.numeratorValue, 1), (value.denominatorValue, -1)] {
            var rest = part
            if let small = part.intValue {
                var left = small
                var prime = 2
                while prime * prime <= left, prime < 1_000 {
                    while left % prime == 0 {
                        left /= prime
                        guard let base = base(.number(Rational(prime)), nil, .positive) else {
                            return nil
                        }
                        log.terms[base, default: .zero] += Rational(sign)
                    }
                    prime += prime == 2 ? 1 : 2
                }
                rest = Rational(left)
            }
            if rest != .one {
                guard let base = base(.number(rest), nil, .positive) else { return nil }
                log.terms[base, default: .zero] += Rational(sign)
            }
        }
        log.terms = log.terms.filter { !$0.value.isZero }
        return log
    }

    /// Content, variables and what is left of a form.
    private mutating func form(of index: Int32) -> Logarithm? {
        guard let form = forms[Int(index)], !hasImaginary(form),
            let (factor, monomial, primitive) = form.primitive(), var log = number(factor)
        else { return nil }
        for (place, exponent) in monomial.parts {
            let isPositive = isPositive(atom: place)
            let isVariable: Bool
            if case .variable = atoms[place] { isVariable = true } else { isVariable = false }
            guard
                let base = base(
                    .form(NormalForm(atom: place)), isVariable ? place : nil,
                    isPositive ? .positive : .unknown)
            else { return nil }
            log.terms[base, default: .zero] += Rational(exponent)
            if !isPositive, exponent % 2 != 0 { log.odd.formSymmetricDifference([base]) }
        }
        if primitive.constant != .one {
            // The square of a form has the form itself as its base: sqrt((x+1)^2) is |x+1|.
            var (rest, count) = (primitive, 1)
            while let root = rest.squareRoot()?.primitive()?.rest {
                (rest, count) = (root, 2 * count)
            }
            let isPositive = isPositive(rest)
            guard let base = base(.form(rest), nil, isPositive ? .positive : .unknown) else {
                return nil
            }
            log.terms[base, default: .zero] += Rational(count)
            if !isPositive, count == 1 { log.odd.formSymmetricDifference([base]) }
        }
        return log
    }

    private func isPositive(atom: Int) -> Bool {
        switch atoms[atom] {
        case .pi: true
        case .call(.exp, let exponent): !hasImaginary(exponent)
        default: false
        }
    }

    /// Whether every term is positive: positive coefficients, even powers or positive atoms.
    private func isPositive(_ form: NormalForm) -> Bool {
        form.terms.allSatisfy { monomial, coefficient in
            coefficient.sign > 0
                && monomial.parts.allSatisfy { $0.exponent % 2 == 0 || isPositive(atom: $0.atom) }
        } && !form.constantTerm.isZero
    }

    private mutating func base(_ key: BaseKey, _ variable: Int?, _ sign: Sign) -> Int? {
        if let place = basePlaces[key] { return place }
        guard bases.count < Analysis.maximumBases else { return nil }
        bases.append(Base(key: key, variable: variable, sign: sign))
        basePlaces[key] = bases.count - 1
        return bases.count - 1
    }

    // MARK: Demands

    /// Notes the orders of roots that a node's value needs, and signs that its domain forces.
    private mutating func demand(_ index: Int) {
        let node = nodes[index]
        switch node.operation {
        case .exp:
            isElementary = true
            guard let form = forms[Int(node.left)] else { return fail() }
            demandExponent(form)
        case .root:
            isElementary = true
            guard let log = logarithm(node.left),
                let part = Rational(numerator: 1, denominator: Int(node.right))
            else { return fail() }
            if node.right % 2 == 0 { force(log) }
            demandPower(log, part)
        case .log:
            isElementary = true
            guard let log = logarithm(node.left) else { return fail() }
            force(log)
        case .abs:
            isElementary = true
            if logarithm(node.left) == nil { fail() }
        case .power: demandPower(node)
        case .sin, .cos, .tan:
            isElementary = true
            guard let form = forms[Int(node.left)] else { return fail() }
            demandAngle(form)
        case .asin, .acos, .atan, .floor, .factorial: isElementary = true
        default: break
        }
    }

    private mutating func fail() { failed = true }

    private mutating func demandPower(_ node: Expression.Node) {
        if forms[Int(node.right)]?.constant?.intValue != nil { return }
        isElementary = true
        guard let exponent = forms[Int(node.right)], let log = logarithm(node.left) else {
            return fail()
        }
        force(log)
        guard let form = value(of: log)?.times(exponent, reducing: imaginary) else { return fail() }
        demandExponent(form)
    }

    /// The argument of an even root or a logarithm is positive: one unknown sign follows.
    private mutating func force(_ log: Logarithm) {
        let open = log.odd.filter { bases[$0].sign == .unknown }
        var isNegative = log.isNegative
        for other in log.odd where bases[other].sign == .negative { isNegative.toggle() }
        // Two demands that exclude each other leave no common domain.
        if open.isEmpty, isNegative { return fail() }
        guard open.count == 1, let base = open.first else { return }
        bases[base].sign = isNegative ? .negative : .positive
    }

    private mutating func demandPower(_ log: Logarithm, _ factor: Rational) {
        for (base, count) in log.terms { raise(base, count * factor) }
        demandExponent(log.extra.scaled(factor))
    }

    private mutating func raise(_ base: Int, _ exponent: Rational) {
        guard let bottom = exponent.denominatorInt,
            let order = Analysis.common(bases[base].order, bottom)
        else { return fail() }
        bases[base].order = order
    }

    mutating func demandExponent(_ form: NormalForm) {
        for (monomial, coefficient) in form.sorted {
            if let base = logBase(monomial) {
                raise(base, coefficient)
            } else if let imaginary, monomial.exponent(of: imaginary) != 0 {
                var angle = NormalForm()
                angle.add(coefficient, monomial.without(imaginary))
                demandAngle(angle)
            } else {
                exponentOrders[monomial] = shared(exponentOrders[monomial], coefficient)
            }
        }
    }

    private mutating func demandAngle(_ form: NormalForm) {
        for (monomial, coefficient) in form.sorted {
            if let imaginary, monomial.exponent(of: imaginary) != 0 { return fail() }
            if isPi(monomial) {
                if let special = Angle.special(coefficient) {
                    for prime in special.primes {
                        guard let base = base(.number(Rational(prime)), nil, .positive) else {
                            return fail()
                        }
                        raise(base, Rational(reduced: 1, 2))
                    }
                    continue
                }
            }
            angleOrders[monomial] = shared(angleOrders[monomial], coefficient)
        }
    }

    func isPi(_ monomial: NormalForm.Monomial) -> Bool {
        guard monomial.powers.count == 1, let part = monomial.parts.first else { return false }
        return part.exponent == 1 && atoms[part.atom] == .pi
    }

    /// The order that serves the coefficient, too.
    private mutating func shared(_ order: Int?, _ coefficient: Rational) -> Int {
        guard let bottom = coefficient.denominatorInt,
            let order = Analysis.common(order ?? 1, bottom)
        else {
            fail()
            return 1
        }
        return order
    }

    /// The base whose logarithm the monomial is.
    func logBase(_ monomial: NormalForm.Monomial) -> Int? {
        guard monomial.powers.count == 1, let part = monomial.parts.first, part.exponent == 1,
            case .log(let base) = atoms[part.atom]
        else { return nil }
        return base
    }

    func base(of prime: Int) -> Int? { basePlaces[.number(Rational(prime))] }

    private static func common(_ a: Int, _ b: Int) -> Int? {
        var (x, y) = (a, b)
        while y != 0 { (x, y) = (y, x % y) }
        let (product, overflow) = (a / x).multipliedReportingOverflow(by: b)
        return overflow || product > maximumOrder ? nil : product
    }
}
