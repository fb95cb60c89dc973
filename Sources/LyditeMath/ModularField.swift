/// Arithmetic modulo a prime below 2^62 whose residues have the roots that are asked for.
struct ModularField {
    /// Which roots exist.
    enum Kind {
        /// p is 9 modulo 16: -1 is an eighth power's neighbour, so i exists and every eighth
        /// power has all its square, fourth and eighth roots.
        case even
        /// p is 7 modulo 8 and not 1 modulo 3, 5 and 7: odd roots are unique, i does not exist.
        case odd
    }

    let prime: UInt64
    let kind: Kind
    /// The prime shifted up to bit 63, and the reciprocal of that: a division becomes two products.
    private let divisor: UInt64
    private let reciprocal: UInt64

    /// - Parameter prime: Below 2^63 and above 1.
    init(prime: UInt64, kind: Kind = .even) {
        self.prime = prime
        self.kind = kind
        divisor = prime << UInt64(prime.leadingZeroBitCount)
        reciprocal = divisor.dividingFullWidth((~divisor, ~0)).quotient
    }

    @inline(__always)
    func add(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let sum = a + b
        return sum >= prime ? sum - prime : sum
    }

    @inline(__always)
    func subtract(_ a: UInt64, _ b: UInt64) -> UInt64 { a >= b ? a - b : a + prime - b }

    @inline(__always)
    func negate(_ a: UInt64) -> UInt64 { a == 0 ? 0 : prime - a }

    /// - Source: N. Moeller, T. Granlund, Improved division by invariant integers (2011), algorithm 4.
    @inline(__always)
    func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let shift = UInt64(truncatingIfNeeded: prime.leadingZeroBitCount)
        let (high, low) = a.multipliedFullWidth(by: b << shift)
        var (quotient, rest) = reciprocal.multipliedFullWidth(by: high)
        let (sum, carry) = rest.addingReportingOverflow(low)
        rest = sum
        quotient = quotient &+ high &+ (carry ? 1 : 0) &+ 1
        var remainder = low &- quotient &* divisor
        if remainder > rest { remainder = remainder &+ divisor }
        if remainder >= divisor { remainder -= divisor }
        return remainder >> shift
    }

    func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
        var (result, square, rest) = (UInt64(1), base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = multiply(result, square) }
            square = multiply(square, square)
            rest >>= 1
        }
        return result
    }

    func inverse(_ a: UInt64) -> UInt64 { power(a, prime - 2) }

    /// A square root; nil when there is none.
    ///
    /// - Source: D. Shanks' algorithm, with at most three factors of two in p - 1.
    func squareRoot(_ a: UInt64) -> UInt64? {
        if a == 0 { return 0 }
        let shift = (prime - 1).trailingZeroBitCount
        let odd = (prime - 1) >> UInt64(shift)
        var root = power(a, (odd + 1) / 2)
        var rest = power(a, odd)
        var unit = nonresidue(odd)
        var order = shift
        while rest != 1 {
            var square = rest
            var steps = 0
            while square != 1, steps < order {
                square = multiply(square, square)
                steps += 1
            }
            guard steps < order, steps > 0 else { return nil }
            for _ in 0..<order - steps - 1 { unit = multiply(unit, unit) }
            root = multiply(root, unit)
            unit = multiply(unit, unit)
            rest = multiply(rest, unit)
            order = steps
        }
        return multiply(root, root) == a ? root : nil
    }

    /// A generator of the roots of unity whose order is a power of two.
    private func nonresidue(_ odd: UInt64) -> UInt64 {
        if kind == .odd { return prime - 1 }
        // The least nonresidue is a prime, and not one of 2, 3, 5 and 7.
        for candidate in ModularField.nonresidues
        where power(candidate, (prime - 1) / 2) == prime - 1 {
            return power(candidate, odd)
        }
        return prime - 1
    }

    /// The roots of unity of order 1, 2, 4 or 8, as powers of the last one's generator.
    var evenUnit: UInt64 {
        let shift = (prime - 1).trailingZeroBitCount
        return nonresidue((prime - 1) >> UInt64(shift))
    }

    /// The only root of an odd degree prime to p - 1; nil when the degree has a common factor.
    func oddRoot(_ a: UInt64, _ degree: UInt64) -> UInt64? {
        guard let exponent = ModularField.inverse(degree, modulo: prime - 1) else { return nil }
        return power(a, exponent)
    }

    private static func inverse(_ a: UInt64, modulo m: UInt64) -> UInt64? {
        var (r, s) = (Int128(m), Int128(a % m))
        var (t, u) = (Int128(0), Int128(1))
        while s != 0 {
            let q = r / s
            (r, s) = (s, r - q * s)
            (t, u) = (u, t - q * u)
        }
        guard r == 1 else { return nil }
        return UInt64(t < 0 ? t + Int128(m) : t)
    }

    private static let nonresidues: [UInt64] = [
        11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89,
        97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179,
    ]

    private static let small: [UInt64] = [11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47]

    /// The residues that a fitting prime may have: 2, 3, 5 and 7 are squares modulo an even one.
    private static func residues(_ kind: Kind) -> (modulus: UInt64, residues: [UInt64]) {
        switch kind {
        case .even: (1_680, evenResidues)
        case .odd: (840, oddResidues)
        }
    }

    private static let evenResidues = fitting(
        modulo: 16, 9, among: 1_680, third: [1], fifth: [1, 4], seventh: [1, 2, 4])

    private static let oddResidues = fitting(
        modulo: 8, 7, among: 840, third: [2], fifth: [4], seventh: [3, 5, 6])

    private static func fitting(
        modulo two: UInt64, _ rest: UInt64, among count: UInt64, third: [UInt64],
        fifth: [UInt64], seventh: [UInt64]
    ) -> [UInt64] {
        (0..<count).filter { residue in
            residue % two == rest && third.contains(residue % 3) && fifth.contains(residue % 5)
                && seventh.contains(residue % 7)
        }
    }

    /// A prime drawn uniformly among the fitting ones of 62 bits: one in 64 of all primes.
    static func draw(_ random: inout Draws, _ kind: Kind) -> ModularField {
        let (modulus, residues) = residues(kind)
        let least = (UInt64(1) << 61) / modulus + 1
        let count = (UInt64(1) << 61) / modulus - 1
        while true {
            let residue = residues[Int(random.below(UInt64(residues.count)))]
            let candidate = (least + random.below(count)) * modulus + residue
            if small.contains(where: { candidate % $0 == 0 }) { continue }
            if isPrime(candidate) { return ModularField(prime: candidate, kind: kind) }
        }
    }

    /// Miller-Rabin with bases that suffice for every odd number below 2^64.
    ///
    /// - Source: J. Sinclair (2011), checked against the list of all base 2 pseudoprimes below 2^64
    ///   by J. Feitsma.
    /// - Parameter n: Odd, above 2 and below 2^63.
    static func isPrime(_ n: UInt64) -> Bool {
        let field = ModularField(prime: n)
        let shift = (n - 1).trailingZeroBitCount
        let odd = (n - 1) >> UInt64(shift)
        bases: for base: UInt64 in [2, 325, 9_375, 28_178, 450_775, 9_780_504, 1_795_265_022] {
            if base % n == 0 { continue }
            var x = field.power(base % n, odd)
            if x == 1 || x == n - 1 { continue }
            for _ in 1..<max(shift, 1) {
                x = field.multiply(x, x)
                if x == n - 1 { continue bases }
            }
            return false
        }
        return true
    }
}
