internal import CGMP

extension Rational: CustomStringConvertible {
    /// "12" or "-3/4": what ``init(text:)`` reads back.
    package var description: String {
        isInteger ? numeratorText : numeratorText + "/" + denominatorText
    }

    package var numeratorText: String {
        switch storage {
        case .small(let top, _): String(top)
        case .big(let big): BigRational.text(of: big.numerator)
        }
    }

    package var denominatorText: String {
        switch storage {
        case .small(_, let bottom): String(bottom)
        case .big(let big): BigRational.text(of: big.denominator)
        }
    }

    /// The value rounded to `places` decimals, ties away from zero: 0.125 gives "0.13".
    package func decimalText(places: Int) -> String {
        precondition(places >= 0 && places <= MathLimits.digits)
        let scale = Rational(10).power(places) ?? .one
        let half = Rational(reduced: 1, 2)
        let scaled = (magnitude * scale + half).floor
        let text = Rational.point(in: scaled.numeratorText, places: places)
        return sign < 0 && !scaled.isZero ? "-" + text : text
    }

    /// The exact decimal without trailing zeros; nil when it would not end.
    package var terminatingDecimalText: String? {
        if isInteger { return numeratorText }
        guard let places = decimalPlaces else { return nil }
        return decimalText(places: places)
    }

    /// How many decimals the exact value has; nil when it does not end or has too many.
    package var decimalPlaces: Int? {
        let whole = big
        return withExtendedLifetime(whole) {
            let twos = __gmpz_scan1(whole.denominator, 0)
            var fives: UInt = 0
            let rest = BigRational { raw in
                let (odd, five) = (numeratorPointer(raw), denominatorPointer(raw))
                __gmpz_fdiv_q_2exp(odd, whole.denominator, twos)
                __gmpz_set_ui(five, 5)
                fives = __gmpz_remove(odd, odd, five)
                __gmpz_set_ui(five, 1)
            }
            guard Rational(rest) == .one else { return nil }
            let places = Int(max(twos, fives))
            return places <= MathLimits.digits ? places : nil
        }
    }

    /// Puts a decimal point before the last `places` digits.
    private static func point(in digits: String, places: Int) -> String {
        if places == 0 { return digits }
        let missing = places + 1 - digits.utf8.count
        let padded = missing > 0 ? String(repeating: "0", count: missing) + digits : digits
        return padded.dropLast(places) + "." + padded.suffix(places)
    }
}

extension Rational {
    /// Reads "-12", "3.50", ".5" or "-3/4"; nil for anything else.
    package init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let top = Rational(decimal: String(parts[0])) else { return nil }
        if parts.count == 1 {
            self = top
            return
        }
        guard let bottom = Rational(decimal: String(parts[1])),
            let value = top.divided(by: bottom)
        else { return nil }
        self = value
    }

    /// Reads a decimal with an optional sign and point: "-12.50".
    package init?(decimal text: String) {
        var copy = text
        guard let value = copy.withUTF8({ Rational(decimal: $0) }) else { return nil }
        self = value
    }

    package init?(decimal bytes: [UInt8]) {
        guard let value = bytes.withUnsafeBufferPointer({ Rational(decimal: $0) }) else {
            return nil
        }
        self = value
    }

    /// Reads a decimal from bytes; nil without a digit, with a foreign byte or too many digits.
    init?(decimal bytes: Bytes) { self.init(decimal: bytes.base) }

    package init?(decimal bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        var negative = false
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            negative = first == UInt8(ascii: "-")
            index = 1
        }
        var mantissa: UInt64 = 0
        var digits = 0
        var places = 0
        var pointAt = -1
        for place in index..<bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "."), pointAt < 0 {
                pointAt = place
                continue
            }
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            digits += 1
            if pointAt >= 0 { places += 1 }
            if digits <= 18 { mantissa = mantissa * 10 + UInt64(byte - 0x30) }
        }
        guard digits > 0, digits <= MathLimits.digits else { return nil }
        if digits <= 18 {
            let top = negative ? -Int(mantissa) : Int(mantissa)
            if places == 0 {
                self = Rational(reduced: Int64(top), 1)
                return
            }
            self = Rational(top) * Rational.tenth(places)
            return
        }
        let value = Rational.long(bytes, from: index, skipping: pointAt, places: places)
        self = negative ? -value : value
    }

    /// One over ten to the power `places`; at most 18.
    private static func tenth(_ places: Int) -> Rational {
        var bottom: Int64 = 1
        for _ in 0..<places { bottom *= 10 }
        return Rational(reduced: 1, bottom)
    }

    private static func long(
        _ bytes: UnsafeBufferPointer<UInt8>, from: Int, skipping point: Int, places: Int
    ) -> Rational {
        var digits = [CChar]()
        digits.reserveCapacity(bytes.count + 1)
        for place in from..<bytes.count where place != point {
            digits.append(CChar(bytes[place]))
        }
        digits.append(0)
        return Rational(
            BigRational { raw in
                __gmpz_set_str(numeratorPointer(raw), digits, 10)
                __gmpz_ui_pow_ui(denominatorPointer(raw), 10, UInt(places))
                __gmpq_canonicalize(raw)
            })
    }
}
