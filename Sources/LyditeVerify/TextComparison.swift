package import LyditeCore

/// Holds a program's output against the expected one: by lines (the default), by tokens, or byte
/// for byte.
package struct TextComparison: Sendable {
    private let rule: Comparison

    package init(_ rule: Comparison) { self.rule = rule }

    /// - Complexity: linear in both texts; with `unordered`, n log n in the number of lines.
    package func isSame(_ actual: [UInt8], as expected: [UInt8]) -> Bool {
        if rule.tokens || rule.absolute != nil || rule.relative != nil {
            var left = tokens(actual)
            var right = tokens(expected)
            guard left.count == right.count else { return false }
            if rule.unordered, rule.absolute == nil, rule.relative == nil {
                left.sort { $0.lexicographicallyPrecedes($1) }
                right.sort { $0.lexicographicallyPrecedes($1) }
            }
            return zip(left, right).allSatisfy { isSame(token: $0, as: $1) }
        }
        if rule.exact { return actual == expected }
        var left = lines(actual)
        var right = lines(expected)
        guard left.count == right.count else { return false }
        if rule.unordered {
            left.sort { $0.lexicographicallyPrecedes($1) }
            right.sort { $0.lexicographicallyPrecedes($1) }
        }
        return zip(left, right).allSatisfy { $0 == $1 }
    }

    /// Lines without their trailing blanks, and without trailing empty lines.
    private func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        for line in text.split(separator: 10, omittingEmptySubsequences: false) {
            var line = line
            while let last = line.last, last == 0x20 || last == 0x09 || last == 0x0D {
                line.removeLast()
            }
            lines.append(line)
        }
        while let last = lines.last, last.isEmpty { lines.removeLast() }
        return lines
    }

    private func tokens(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        text.split { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
    }

    private func isSame(token actual: ArraySlice<UInt8>, as expected: ArraySlice<UInt8>) -> Bool {
        if actual == expected { return true }
        guard rule.absolute != nil || rule.relative != nil,
            let a = number(actual), let e = number(expected)
        else { return false }
        return (a - e).magnitude <= max(rule.absolute ?? 0, (rule.relative ?? 0) * e.magnitude)
    }

    /// A finite decimal number; words such as nan or infinity and hexadecimal forms are text.
    private func number(_ token: ArraySlice<UInt8>) -> Double? {
        let isDecimal = token.allSatisfy { byte in
            byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "+") || byte | 0x20 == UInt8(ascii: "e")
        }
        guard isDecimal, token.count <= 400,
            let value = Double(String(decoding: token, as: UTF8.self)),
            value.isFinite
        else { return nil }
        return value
    }
}
