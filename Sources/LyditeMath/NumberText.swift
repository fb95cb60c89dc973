/// Reads one unsigned number: digits, a point, thousands groups; no sign and no exponent.
enum NumberText {
    struct Reading {
        var value: Rational
        var end: Int
        /// Separators that could also part a list.
        var isGrouped: Bool
        var isDecimal: Bool
    }

    enum Failure: Error { case tooLarge }

    /// - Parameters:
    ///   - at: Where a digit or a point stands.
    ///   - grouping: Whether commas may part groups of three.
    ///   - blanks: Whether single blanks may.
    /// - Returns: nil when no number stands there.
    static func read(
        _ text: Bytes, at start: Int, before end: Int, grouping: Bool, blanks: Bool
    ) throws(Failure) -> Reading? {
        var at = start
        while at < end, isDigit(text[at]) { at += 1 }
        let lead = at - start
        var separator: UInt8 = 0
        if lead >= 1, lead <= 3, at < end {
            if grouping, text[at] == UInt8(ascii: ",") { separator = text[at] }
            if blanks, text[at] == 0x20 { separator = 0x20 }
        }
        var grouped = false
        if separator != 0, let stop = groups(text, at, end, separator) {
            at = stop
            grouped = true
        }
        var decimal = false
        if at < end, text[at] == UInt8(ascii: ".") {
            var stop = at + 1
            while stop < end, isDigit(text[stop]) { stop += 1 }
            if stop > at + 1 || lead > 0 {
                decimal = stop > at + 1
                at = stop
            }
        }
        guard lead > 0 || decimal else { return nil }
        guard at - start <= MathLimits.digits else { throw .tooLarge }
        if !grouped {
            let last = text[at - 1] == UInt8(ascii: ".") ? at - 1 : at
            guard let value = Rational(decimal: text.slice(start..<last)) else { return nil }
            return Reading(value: value, end: at, isGrouped: false, isDecimal: decimal)
        }
        let plain = text[start..<at].filter { $0 != separator }
        guard let value = Rational(decimal: plain) else { return nil }
        return Reading(
            value: value, end: at, isGrouped: separator == UInt8(ascii: ","), isDecimal: decimal)
    }

    /// The end of well-formed groups of three digits; nil when there are none.
    private static func groups(
        _ text: Bytes, _ start: Int, _ end: Int, _ separator: UInt8
    ) -> Int? {
        var at = start
        while at + 3 < end, text[at] == separator, isDigit(text[at + 1]), isDigit(text[at + 2]),
            isDigit(text[at + 3])
        {
            if at + 4 < end, isDigit(text[at + 4]) { return nil }
            at += 4
        }
        guard at > start else { return nil }
        // "1,234,56" is no grouped number.
        if at + 1 < end, text[at] == separator, isDigit(text[at + 1]) { return nil }
        return at
    }
}
