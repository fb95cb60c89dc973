internal import CGMP

/// An exact rational number: two 64-bit integers, and GMP once they overflow.
///
/// Always in lowest terms with a denominator above zero, and always in the small form when it
/// fits, so that equal numbers have equal storage. Arithmetic never rounds.
package struct Rational: Sendable {
    enum Storage: Sendable {
        case small(Int64, Int64)
        case big(BigRational)
    }

    let storage: Storage

    init(reduced numerator: Int64, _ denominator: Int64) {
        storage = .small(numerator, denominator)
    }

    init(_ big: BigRational) {
        if let (top, bottom) = big.small {
            storage = .small(top, bottom)
        } else {
            storage = .big(big)
        }
    }

    package init(_ value: Int) {
        if value == .min {
            storage = .big(BigRational(.min, 1))
        } else {
            storage = .small(Int64(value), 1)
        }
    }

    /// The quotient of two integers; nil for a zero denominator.
    package init?(numerator: Int, denominator: Int) {
        guard denominator != 0 else { return nil }
        guard let value = Rational(numerator).divided(by: Rational(denominator)) else { return nil }
        self = value
    }

    /// The value of a finite number, bit for bit: 0.1 gives 3602879701896397/36028797018963968.
    package init?(exactly value: Double) {
        guard value.isFinite else { return nil }
        self.init(BigRational { __gmpq_set_d($0, value) })
    }

    package static let zero = Rational(reduced: 0, 1)
    package static let one = Rational(reduced: 1, 1)

    /// -1, 0 or 1.
    package var sign: Int {
        switch storage {
        case .small(let top, _): Int(top.signum())
        case .big(let big): big.sign
        }
    }

    package var isInteger: Bool {
        switch storage {
        case .small(_, let bottom): bottom == 1
        case .big(let big): __gmpz_cmp_ui(big.denominator, 1) == 0
        }
    }

    package var isZero: Bool { sign == 0 }

    /// The value as a machine integer, when it is one.
    package var intValue: Int? {
        guard case .small(let top, 1) = storage else { return nil }
        return Int(top)
    }

    /// Bits of the larger of numerator and denominator; what bounds are checked against.
    package var bitCount: Int {
        switch storage {
        case .small(let top, let bottom):
            64 - min(top.magnitude.leadingZeroBitCount, bottom.magnitude.leadingZeroBitCount)
        case .big(let big): big.bitCount
        }
    }

    /// The GMP form, made on demand.
    var big: BigRational {
        switch storage {
        case .small(let top, let bottom): BigRational(top, bottom)
        case .big(let big): big
        }
    }
}

extension Rational: Hashable {
    package static func == (left: Rational, right: Rational) -> Bool {
        switch (left.storage, right.storage) {
        case (.small(let a, let b), .small(let c, let d)): a == c && b == d
        case (.big(let x), .big(let y)): __gmpq_equal(x.raw, y.raw) != 0
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch storage {
        case .small(let top, let bottom):
            hasher.combine(top)
            hasher.combine(bottom)
        case .big(let big):
            hasher.combine(big.sign)
            // Powers of two end in the same words: their lengths tell them apart.
            for part in [big.numerator, big.denominator] {
                hasher.combine(__gmpz_get_ui(part))
                hasher.combine(__gmpz_sizeinbase(part, 2))
            }
        }
    }
}

extension Rational: Comparable {
    package static func < (left: Rational, right: Rational) -> Bool {
        if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
            if b == d { return a < c }
            return Int128(a) * Int128(d) < Int128(c) * Int128(b)
        }
        let (x, y) = (left.big, right.big)
        return withExtendedLifetime((x, y)) { __gmpq_cmp(x.raw, y.raw) < 0 }
    }
}
