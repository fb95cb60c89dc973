/// A sum of monomials over atoms with rational coefficients: one spelling for equal polynomials.
struct NormalForm: Hashable {
    /// Sorted pairs of an atom and its exponent, packed in one word each.
    struct Monomial: Hashable {
        var powers: [Int64] = []

        static let one = Monomial()

        init() {}

        init(atom: Int, exponent: Int = 1) {
            powers = exponent == 0 ? [] : [Monomial.pack(atom, exponent)]
        }

        static func pack(_ atom: Int, _ exponent: Int) -> Int64 {
            Int64(atom) << 32 | Int64(UInt32(bitPattern: Int32(exponent)))
        }

        static func atom(_ power: Int64) -> Int { Int(power >> 32) }

        static func exponent(_ power: Int64) -> Int {
            Int(Int32(bitPattern: UInt32(truncatingIfNeeded: power)))
        }

        var parts: [(atom: Int, exponent: Int)] {
            powers.map { (Monomial.atom($0), Monomial.exponent($0)) }
        }

        var degree: Int { powers.reduce(0) { $0 + abs(Monomial.exponent($1)) } }

        func exponent(of atom: Int) -> Int {
            powers.first { Monomial.atom($0) == atom }.map(Monomial.exponent) ?? 0
        }

        func times(_ other: Monomial) -> Monomial {
            var result = Monomial()
            var (i, j) = (0, 0)
            while i < powers.count || j < other.powers.count {
                let a = i < powers.count ? Monomial.atom(powers[i]) : Int.max
                let b = j < other.powers.count ? Monomial.atom(other.powers[j]) : Int.max
                if a < b {
                    result.powers.append(powers[i])
                    i += 1
                } else if b < a {
                    result.powers.append(other.powers[j])
                    j += 1
                } else {
                    let sum =
                        Monomial.exponent(powers[i]) + Monomial.exponent(other.powers[j])
                    if sum != 0 { result.powers.append(Monomial.pack(a, sum)) }
                    i += 1
                    j += 1
                }
            }
            return result
        }

        var inverse: Monomial {
            var result = Monomial()
            result.powers = powers.map {
                Monomial.pack(Monomial.atom($0), -Monomial.exponent($0))
            }
            return result
        }

        func without(_ atom: Int) -> Monomial {
            var result = self
            result.powers.removeAll { Monomial.atom($0) == atom }
            return result
        }
    }

    private(set) var terms: [Monomial: Rational] = [:]

    static let maximumTerms = 128
    static let maximumDegree = 64
    static let maximumBits = 8_192

    init() {}
    init(_ value: Rational) { if !value.isZero { terms[.one] = value } }
    init(atom: Int) { terms[Monomial(atom: atom)] = .one }

    var isZero: Bool { terms.isEmpty }

    /// The rational number, when it is nothing else.
    var constant: Rational? {
        if terms.isEmpty { return .zero }
        return terms.count == 1 ? terms[.one] : nil
    }

    var constantTerm: Rational { terms[.one] ?? .zero }

    mutating func add(_ coefficient: Rational, _ monomial: Monomial) {
        let isGone: Bool = {
            $0 += coefficient
            return $0.isZero
        }(&terms[monomial, default: .zero])
        if isGone { terms[monomial] = nil }
    }

    func plus(_ other: NormalForm) -> NormalForm? {
        if terms.count < other.terms.count { return other.plus(self) }
        var result = self
        for (monomial, coefficient) in other.terms {
            result.add(coefficient, monomial)
            if let sum = result.terms[monomial], sum.bitCount > NormalForm.maximumBits {
                return nil
            }
        }
        return result.terms.count <= NormalForm.maximumTerms ? result : nil
    }

    func scaled(_ factor: Rational) -> NormalForm {
        if factor.isZero { return NormalForm() }
        var result = self
        result.terms = terms.mapValues { $0 * factor }
        return result
    }

    func times(_ other: NormalForm, reducing imaginary: Int?) -> NormalForm? {
        guard terms.count * other.terms.count <= 4_096 else { return nil }
        var result = NormalForm()
        for (m, a) in terms {
            for (n, b) in other.terms {
                guard a.bitCount + b.bitCount <= NormalForm.maximumBits else { return nil }
                var monomial = m.times(n)
                var coefficient = a * b
                if let imaginary {
                    let power = ((monomial.exponent(of: imaginary) % 4) + 4) % 4
                    monomial = monomial.without(imaginary)
                    if power >= 2 { coefficient = -coefficient }
                    if power % 2 == 1 {
                        monomial = monomial.times(Monomial(atom: imaginary))
                    }
                }
                result.add(coefficient, monomial)
            }
        }
        return result.bounded
    }

    private var bounded: NormalForm? {
        guard terms.count <= NormalForm.maximumTerms else { return nil }
        for (monomial, coefficient) in terms {
            guard monomial.degree <= NormalForm.maximumDegree,
                coefficient.bitCount <= NormalForm.maximumBits
            else { return nil }
        }
        return self
    }

    /// The only term, when there is one.
    var single: (monomial: Monomial, coefficient: Rational)? {
        guard terms.count == 1, let term = terms.first else { return nil }
        return (term.key, term.value)
    }

    /// 1 divided by a form of one term.
    var inverse: NormalForm? {
        guard let single, let reciprocal = single.coefficient.reciprocal else { return nil }
        var result = NormalForm()
        result.add(reciprocal, single.monomial.inverse)
        return result
    }

    /// The terms in one order, for results that must not depend on hashing.
    var sorted: [(monomial: Monomial, coefficient: Rational)] {
        terms.map { ($0.key, $0.value) }.sorted {
            $0.monomial.powers.lexicographicallyPrecedes($1.monomial.powers)
        }
    }

    /// Sign, content and common powers taken out: the rest is primitive and its first term
    /// positive.
    func primitive() -> (factor: Rational, monomial: Monomial, rest: NormalForm)? {
        let sorted = sorted
        guard let first = sorted.first else { return nil }
        var top = Rational.zero
        var bottom = Rational.one
        var lowest: [Int: Int] = [:]
        for (index, term) in sorted.enumerated() {
            guard let x = Rational.gcd(top, term.coefficient.numeratorValue) else { return nil }
            top = x
            let d = term.coefficient.denominatorValue
            guard let common = Rational.gcd(bottom, d), let part = d.divided(by: common) else {
                return nil
            }
            bottom = bottom * part
            guard bottom.bitCount <= NormalForm.maximumBits else { return nil }
            let parts = term.monomial.parts
            if index == 0 {
                for part in parts { lowest[part.atom] = part.exponent }
            } else {
                for atom in lowest.keys {
                    lowest[atom] = min(lowest[atom] ?? 0, term.monomial.exponent(of: atom))
                }
                for part in parts where lowest[part.atom] == nil {
                    lowest[part.atom] = min(0, part.exponent)
                }
            }
        }
        guard var factor = top.magnitude.divided(by: bottom) else { return nil }
        if first.coefficient.sign < 0 { factor = -factor }
        guard let inverse = factor.reciprocal else { return nil }
        var monomial = Monomial()
        for (atom, exponent) in lowest.sorted(by: { $0.key < $1.key }) where exponent != 0 {
            monomial = monomial.times(Monomial(atom: atom, exponent: exponent))
        }
        var rest = NormalForm()
        for term in sorted {
            rest.add(term.coefficient * inverse, term.monomial.times(monomial.inverse))
        }
        return (factor, monomial, rest)
    }
}
