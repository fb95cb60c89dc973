/// Checks every "a = b" of a trace whose both sides are read completely.
///
/// An equation is only wrong when nothing near it leaves a doubt about what is claimed: units that
/// may have been converted, rounding, words of arithmetic and run-on notation make it unread.
package enum EquationChecker {
    package static func check(_ response: [UInt8]) -> EquationReport {
        response.read { bytes in
            var pass = EquationPass(bytes)
            pass.run()
            return pass.report
        }
    }
}

/// One pass over a response.
struct EquationPass {
    private let bytes: Bytes
    private(set) var report = EquationReport()
    private var tokenizer: EquationTokenizer

    init(_ bytes: Bytes) {
        self.bytes = bytes
        tokenizer = EquationTokenizer(bytes)
    }

    mutating func run() {
        var start = 0
        while start < bytes.count,
            let hit = bytes.findByte(UInt8(ascii: "="), in: start..<bytes.count)
        {
            let line = bytes.lineStart(hit, after: start)
            let end = bytes.lineEnd(hit, before: bytes.count)
            read(line..<end)
            start = end + 1
        }
    }

    private mutating func read(_ line: Range<Int>) {
        tokenizer.run(line)
        let annotations = tokenizer.annotations
        equations(tokenizer.tokens)
        for annotation in annotations {
            tokenizer.run(annotation)
            equations(tokenizer.tokens)
        }
    }

    private mutating func equations(_ tokens: [EquationToken]) {
        let reader = EquationReader(bytes: bytes, tokens: tokens)
        var start = 0
        var at = 0
        while at < tokens.count {
            guard tokens[at].kind == .equals else {
                at += 1
                continue
            }
            var end = at + 1
            while end < tokens.count, tokens[end].kind != .equals { end += 1 }
            judge(reader, start, at, end)
            start = at + 1
            at = end
        }
    }

    private mutating func judge(_ reader: EquationReader, _ start: Int, _ equals: Int, _ end: Int) {
        guard let left = reader.left(of: equals, after: start),
            let right = reader.right(of: equals, before: end)
        else {
            report.unread += 1
            return
        }
        if EquationPass.agree(left, right) {
            report.checked += 1
            return
        }
        if left.isDoubtful || right.isDoubtful || !(left.hasOperator || right.hasOperator)
            || right.hasOperator && right.lead == left.value
            || isCutOff(left.value, right)
            || isConverted(reader, left, right, equals, end)
        {
            report.unread += 1
            return
        }
        report.checked += 1
        report.wrong += 1
        guard report.first == nil else { return }
        let low = Int(reader.tokens[left.first].start)
        let high = Int(reader.tokens[right.last].end)
        let shown = bytes[low..<min(high, low + EquationReport.shownBytes)]
        let line = 1 + bytes[0..<low].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        report.first = EquationReport.FirstWrong(
            text: String(decoding: shown, as: UTF8.self), offset: low, line: line)
    }

    /// Equal under some reading of the percent signs, or by rounding.
    static func agree(_ left: EquationSide, _ right: EquationSide) -> Bool {
        for x in left.hasPercent ? [left.value, left.bare] : [left.value] {
            for y in right.hasPercent ? [right.value, right.bare] : [right.value] {
                if x == y || isRounding(x, y, right.places) || isRounding(y, x, left.places) {
                    return true
                }
            }
        }
        return false
    }

    /// Whether `rounded`, written with `places` decimals (-1: an integer), is near `exact`.
    private static func isRounding(_ exact: Rational, _ rounded: Rational, _ places: Int) -> Bool {
        guard places >= -1 else { return false }
        let distance = (exact - rounded).magnitude
        // What a calculator in binary prints.
        if places > 6, distance <= exact.magnitude * Rational(reduced: 1, 1_000_000_000) {
            return true
        }
        if exact.isInteger { return false }
        // An integer must be the nearest; decimals may also be cut off.
        if places <= 0 { return distance <= Rational(reduced: 1, 2) }
        guard let unit = Rational(10).power(-places) else { return false }
        return distance < unit
    }

    /// "140/3 = 46": the part after the point may be left out on purpose.
    private func isCutOff(_ exact: Rational, _ right: EquationSide) -> Bool {
        right.places == -1 && !exact.isInteger && (exact - right.value).magnitude < .one
    }

    /// Whether units or money may have been converted on the way.
    private func isConverted(
        _ reader: EquationReader, _ left: EquationSide, _ right: EquationSide, _ equals: Int,
        _ end: Int
    ) -> Bool {
        let before = reader.units(left.first, left.last, before: equals)
        let after = reader.units(right.first, right.last, before: end)
        let all = Set(before + after)
        let convertible = all.filter(EquationWords.isConvertible)
        if convertible.count > 1 { return true }
        if convertible.count == 1, !(all.count == 1 && !before.isEmpty && !after.isEmpty) {
            return true
        }
        // Dollars on both sides were not converted: "$3 * 4 = $120" is no matter of cents.
        if all.isEmpty, left.hasMoney, right.hasMoney, !left.hasPercent, !right.hasPercent {
            return false
        }
        guard
            !all.isEmpty || left.hasMoney || right.hasMoney || left.hasPercent
                || right.hasPercent
        else { return false }
        guard let ratio = left.value.divided(by: right.value)?.magnitude, !ratio.isZero else {
            return false
        }
        let factor = ratio < .one ? (ratio.reciprocal ?? ratio) : ratio
        guard let whole = factor.intValue else { return false }
        return EquationPass.factors.contains(whole)
    }

    /// Factors between common units: days, dozens, hours, feet, ounces, cents, metres.
    private static let factors: Set<Int> = [
        4, 7, 10, 12, 16, 24, 30, 36, 52, 60, 100, 144, 365, 1_000, 3_600, 10_000, 1_000_000,
    ]
}
