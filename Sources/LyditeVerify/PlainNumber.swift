/// A real number by its exact value: one form for each, whether it came as an integer or as a
/// float.
enum PlainNumber: Hashable {
    case integer(Int64)
    /// A whole number beyond 64 bits: an optional minus and digits, without leading zeros.
    case large(String)
    /// A float that is not whole, or infinite.
    case fraction(Double)

    /// Reads an integer's digits.
    init(digits: String) {
        if let small = Int64(digits) {
            self = .integer(small)
            return
        }
        let bytes = Array(digits.utf8)
        let isNegative = bytes.first == UInt8(ascii: "-")
        let magnitude = bytes.drop {
            $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "0")
        }
        self = .large((isNegative ? "-" : "") + String(decoding: magnitude, as: UTF8.self))
    }

    /// The exact value of a float; nil for nan.
    init?(_ number: Double) {
        if number.isNaN { return nil }
        if let small = Int64(exactly: number) {
            self = .integer(small)
        } else if number.isInfinite || number.rounded() != number {
            self = .fraction(number)
        } else {
            self = .large(Self.digits(of: number))
        }
    }

    /// All digits of a whole float beyond 64 bits; at most 309.
    private static func digits(of number: Double) -> String {
        // Limbs of nine digits, the lowest first.
        var limbs: [UInt64] = []
        var rest = number.magnitude.significandBitPattern | 1 << 52
        while rest > 0 {
            limbs.append(rest % 1_000_000_000)
            rest /= 1_000_000_000
        }
        var shift = Int(number.exponent) - 52
        while shift > 0 {
            let step = min(shift, 30)
            shift -= step
            var carry: UInt64 = 0
            for index in limbs.indices {
                let value = limbs[index] << UInt64(step) + carry
                limbs[index] = value % 1_000_000_000
                carry = value / 1_000_000_000
            }
            while carry > 0 {
                limbs.append(carry % 1_000_000_000)
                carry /= 1_000_000_000
            }
        }
        var text = String(limbs[limbs.count - 1])
        for limb in limbs.dropLast().reversed() {
            let digits = String(limb)
            text += String(repeating: "0", count: 9 - digits.count) + digits
        }
        return (number < 0 ? "-" : "") + text
    }

    /// The nearest float.
    var double: Double {
        switch self {
        case .integer(let value): Double(value)
        case .large(let digits): Double(digits) ?? .nan
        case .fraction(let value): value
        }
    }

    /// Whether `self` is below `other`, exactly.
    func isLess(than other: PlainNumber) -> Bool {
        switch (self, other) {
        case (.integer(let a), .integer(let b)): return a < b
        case (.large(let a), .large(let b)): return Self.isLess(a, b)
        default:
            // One side is small or not whole, so that rounding to a float cannot swap them unless
            // they round alike.
            let (a, b) = (double, other.double)
            if a != b { return a < b }
            return Self.isLessWhenAlike(self, other)
        }
    }

    private static func isLess(_ a: String, _ b: String) -> Bool {
        let (isNegativeA, isNegativeB) = (a.utf8.first == 45, b.utf8.first == 45)
        if isNegativeA != isNegativeB { return isNegativeA }
        if a.utf8.count != b.utf8.count { return (a.utf8.count < b.utf8.count) != isNegativeA }
        return isNegativeA
            ? b.utf8.lexicographicallyPrecedes(a.utf8) : a.utf8.lexicographicallyPrecedes(b.utf8)
    }

    /// Two numbers of different form with the same nearest float: an integer and another that the
    /// float rounds.
    private static func isLessWhenAlike(_ a: PlainNumber, _ b: PlainNumber) -> Bool {
        switch (a, b) {
        case (.integer(let small), .large(let digits)): isLess(String(small), digits)
        case (.large(let digits), .integer(let small)): isLess(digits, String(small))
        case (.integer, .fraction(let value)): value == .infinity
        case (.fraction(let value), .integer): value == -.infinity
        case (.large, .fraction(let value)): value == .infinity
        case (.fraction(let value), .large): value == -.infinity
        default: false
        }
    }
}
