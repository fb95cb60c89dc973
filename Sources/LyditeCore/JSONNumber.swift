/// Numbers as JSON text.
package enum JSONNumber {
    /// The shortest text that reads back as `value`, in ECMAScript's form.
    ///
    /// - Parameters:
    ///   - value: A finite number; JSON has no others.
    ///   - markingFloats: Write a whole number with ".0", so that it is read back as a float.
    /// - Source: RFC 8785 section 3.2.2.3; ECMA-262 section 6.1.6.1.20.
    package static func text(of value: Double, markingFloats: Bool) -> String {
        precondition(value.isFinite, "JSON has no number for \(value)")
        if value == 0 { return markingFloats ? (value.sign == .minus ? "-0.0" : "0.0") : "0" }
        let (digits, exponent) = shortest(value.magnitude)
        let sign = value < 0 ? "-" : ""
        let count = digits.count
        // `exponent` is the position of the decimal point, counted from the first digit.
        if exponent >= count, exponent <= 21 {
            let zeros = String(repeating: "0", count: exponent - count)
            return sign + digits + zeros + (markingFloats ? ".0" : "")
        }
        if exponent > 0, exponent <= 21 {
            return sign + digits.prefix(exponent) + "." + digits.dropFirst(exponent)
        }
        if exponent > -6, exponent <= 0 {
            return sign + "0." + String(repeating: "0", count: -exponent) + digits
        }
        let power = exponent - 1
        let fraction = count > 1 ? "." + digits.dropFirst() : ""
        return sign + digits.prefix(1) + fraction + "e" + (power < 0 ? "-" : "+")
            + String(power.magnitude)
    }

    /// Shortest digits without leading or trailing zeros, and the place of the decimal point before or after them.
    private static func shortest(_ magnitude: Double) -> (digits: String, exponent: Int) {
        // Swift prints the shortest text that reads back, as "123.5", "1e-07" or "1.5e+22".
        let text = magnitude.description
        let parts = text.split(separator: "e")
        var exponent = parts.count == 2 ? Int(parts[1])! : 0
        let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        var digits = String(halves[0])
        exponent += digits.count
        if halves.count == 2 { digits += halves[1] }
        while digits.hasPrefix("0"), digits.count > 1 {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
        return (digits, exponent)
    }
}
