/// Reads exact arithmetic over a normalised answer: fractions, powers, factorials, mixed numbers.
///
/// It stops at the first byte that is no arithmetic; the caller decides what the rest means.
struct ExpressionReader {
    enum Failure: Error {
        /// Not arithmetic that this reader knows.
        case foreign
        case undefined
        case tooLarge
    }

    let text: Bytes
    let end: Int
    var at: Int
    var fuel = MathLimits.fuel
    /// Commas part items here, so they cannot part groups of three.
    let inBrackets: Bool
    private(set) var isGrouped = false
    /// More than one number, so that words after it do not belong to a plain quantity.
    private(set) var isCompound = false

    init(_ text: Bytes, _ range: Range<Int>, inBrackets: Bool) {
        self.text = text.until(range.upperBound)
        at = range.lowerBound
        end = range.upperBound
        self.inBrackets = inBrackets
    }

    mutating func sum(_ depth: Int) throws(Failure) -> Rational {
        var total = try product(depth)
        while true {
            skip()
            guard at < end else { return total }
            let byte = text[at]
            guard byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") else { return total }
            at += 1
            isCompound = true
            let term = try product(depth)
            total = try bounded(total, term) { byte == UInt8(ascii: "+") ? $0 + $1 : $0 - $1 }
        }
    }

    private mutating func product(_ depth: Int) throws(Failure) -> Rational {
        var total = try signed(depth)
        while true {
            skip()
            guard at < end else { return total }
            switch text[at] {
            case UInt8(ascii: "*"):
                at += 1
                total = try bounded(total, try signed(depth)) { $0 * $1 }
            case UInt8(ascii: "/"):
                // A slash before letters parts units: 60 km/h.
                guard at + 1 < end, !isLetter(text[at + 1]) else { return total }
                at += 1
                let divisor = try signed(depth)
                guard let quotient = total.divided(by: divisor) else { throw .undefined }
                total = try bounded(quotient, .one) { $0 * $1 }
            case UInt8(ascii: "("):
                // 2/3(4) means different things to different people.
                guard !isCompound else { throw .foreign }
                total = try bounded(total, try power(depth)) { $0 * $1 }
            default: return total
            }
            isCompound = true
        }
    }

    /// A leading minus binds looser than a power: -2^2 is -4.
    private mutating func signed(_ depth: Int) throws(Failure) -> Rational {
        guard depth < MathLimits.depth else { throw .tooLarge }
        skip()
        guard at < end else { throw .foreign }
        if text[at] == UInt8(ascii: "-") {
            at += 1
            return -(try signed(depth + 1))
        }
        if text[at] == UInt8(ascii: "+") {
            at += 1
            return try signed(depth + 1)
        }
        return try power(depth)
    }

    private mutating func power(_ depth: Int) throws(Failure) -> Rational {
        guard depth < MathLimits.depth else { throw .tooLarge }
        var base = try atom(depth)
        skip()
        while at < end, text[at] == UInt8(ascii: "!"), !text.has("!=", at: at) {
            guard base.isInteger, base.sign >= 0 else { throw .foreign }
            guard let n = base.intValue, let value = Rational.factorial(n) else { throw .tooLarge }
            base = value
            at += 1
            isCompound = true
            if at < end, text[at] == UInt8(ascii: "!") { throw .foreign }
            skip()
        }
        guard at < end, text[at] == UInt8(ascii: "^"), !isDegree(at + 1) else { return base }
        at += 1
        isCompound = true
        let exponent = try exponent(depth + 1)
        guard exponent.isInteger else { throw .foreign }
        if base.isZero, exponent.sign <= 0 { throw .undefined }
        guard let count = exponent.intValue, let value = base.power(count) else { throw .tooLarge }
        return value
    }

    /// ^\circ and ^{\circ} are degree signs, not powers.
    private func isDegree(_ start: Int) -> Bool {
        let at = text.has("{", at: start) ? start + 1 : start
        return text.has("\\circ", at: at) || text.has("\u{3}", at: at)
            || Ordinal.end(text, start, end) != nil
    }

    private mutating func exponent(_ depth: Int) throws(Failure) -> Rational {
        guard depth < MathLimits.depth else { throw .tooLarge }
        skip()
        guard at < end else { throw .foreign }
        if text[at] == UInt8(ascii: "{") { return try group(UInt8(ascii: "}"), depth) }
        if text[at] == UInt8(ascii: "-") {
            at += 1
            return -(try exponent(depth + 1))
        }
        return try power(depth)
    }

    private mutating func group(_ close: UInt8, _ depth: Int) throws(Failure) -> Rational {
        guard depth < MathLimits.depth else { throw .tooLarge }
        at += 1
        let value = try sum(depth + 1)
        skip()
        guard at < end, text[at] == close else { throw .foreign }
        at += 1
        return value
    }

    private mutating func atom(_ depth: Int) throws(Failure) -> Rational {
        fuel -= 1
        guard fuel > 0 else { throw .tooLarge }
        skip()
        guard at < end else { throw .foreign }
        switch text[at] {
        case UInt8(ascii: "("): return try group(UInt8(ascii: ")"), depth)
        case UInt8(ascii: "{"):
            if let over = try oldFraction(depth) { return over }
            return try group(UInt8(ascii: "}"), depth)
        case UInt8(ascii: "|"):
            // Nested bars have no direction, so only one level is read.
            guard depth < 2 else { throw .foreign }
            return try group(UInt8(ascii: "|"), depth + 2).magnitude
        case UInt8(ascii: "\\"): return try command(depth)
        case UInt8(ascii: "."), 0x30...0x39: return try number(depth)
        default: throw .foreign
        }
    }

    /// {1 \over 3}
    private mutating func oldFraction(_ depth: Int) throws(Failure) -> Rational? {
        var stop = at + 1
        while stop < end, isDigit(text[stop]) || text[stop] == 0x20 || text[stop] == 0x2D {
            stop += 1
        }
        guard text.has("\\over", at: stop), stop + 5 < end, !isLetter(text[stop + 5]) else {
            return nil
        }
        at += 1
        let top = try signed(depth + 1)
        skip()
        guard at == stop else { throw .foreign }
        at = stop + 5
        let bottom = try signed(depth + 1)
        skip()
        guard at < end, text[at] == UInt8(ascii: "}") else { throw .foreign }
        at += 1
        guard let value = top.divided(by: bottom) else { throw .undefined }
        return value
    }

    private mutating func command(_ depth: Int) throws(Failure) -> Rational {
        if text.has("\\frac", at: at) {
            at += 5
            let top = try argument(depth + 1)
            let bottom = try argument(depth + 1)
            guard let value = top.divided(by: bottom) else { throw .undefined }
            return value
        }
        if text.has("\\binom{", at: at) {
            at += 6
            let top = try argument(depth + 1)
            let bottom = try argument(depth + 1)
            guard let n = top.intValue, let k = bottom.intValue, n >= 0, k >= 0 else {
                throw .foreign
            }
            guard let value = Rational.binomial(n, k) else { throw .tooLarge }
            return value
        }
        throw .foreign
    }

    /// {...} or one digit, as in \frac12.
    private mutating func argument(_ depth: Int) throws(Failure) -> Rational {
        guard depth < MathLimits.depth else { throw .tooLarge }
        skip()
        guard at < end else { throw .foreign }
        if text[at] == UInt8(ascii: "{") { return try group(UInt8(ascii: "}"), depth) }
        guard isDigit(text[at]) else { throw .foreign }
        at += 1
        return Rational(Int(text[at - 1] - 0x30))
    }

    mutating func number(_ depth: Int) throws(Failure) -> Rational {
        let reading: NumberText.Reading?
        do {
            reading = try NumberText.read(
                text, at: at, before: end, grouping: !inBrackets, blanks: true)
        } catch { throw .tooLarge }
        guard let reading else { throw .foreign }
        let start = at
        at = reading.end
        if reading.isGrouped { isGrouped = true }
        // "1 100/200" may be a mixed number.
        if at < end, text[at] == UInt8(ascii: "/"), text[start..<at].contains(0x20) {
            throw .foreign
        }
        if text.has("\\dot{", at: at) { return try dotted(start, reading) }
        if text.has("\\overline{", at: at) || text.has("\\bar{", at: at) {
            return try repeating(start, reading, 0x7B, 0x7D)
        }
        // 0.(3) repeats; nobody multiplies 0.1(6) without a sign.
        if text.has("(", at: at), text.first(UInt8(ascii: "."), in: start..<at) != nil,
            isRepetition(at)
        {
            return try repeating(start, reading, 0x28, 0x29)
        }
        if text.has("...", at: at) || text.has("\\ldots", at: at) || text.has("…", at: at) {
            throw .foreign
        }
        if at < end, text[at] == UInt8(ascii: "_") { return try based(start, reading) }
        if let scaled = try scientific(reading.value) { return scaled }
        if !reading.isDecimal, let mixed = try mixed(reading.value, depth) { return mixed }
        return reading.value
    }

    /// 2.5e3 and 1E-4.
    private mutating func scientific(_ value: Rational) throws(Failure) -> Rational? {
        guard at + 1 < end, text[at] | 0x20 == UInt8(ascii: "e") else { return nil }
        var stop = at + 1
        var negative = false
        if text[stop] == UInt8(ascii: "-") || text[stop] == UInt8(ascii: "+") {
            negative = text[stop] == UInt8(ascii: "-")
            stop += 1
        }
        guard stop < end, isDigit(text[stop]) else { return nil }
        var exponent = 0
        while stop < end, isDigit(text[stop]) {
            guard exponent < 1_000_000 else { throw .tooLarge }
            exponent = exponent * 10 + Int(text[stop] - 0x30)
            stop += 1
        }
        guard let power = Rational(10).power(negative ? -exponent : exponent) else {
            throw .tooLarge
        }
        at = stop
        return try bounded(value, power) { $0 * $1 }
    }

    /// 1\frac12, "1 1/2": a whole number and a proper fraction.
    private mutating func mixed(_ whole: Rational, _ depth: Int) throws(Failure) -> Rational? {
        let start = at
        let spaced = at < end && text[at] == 0x20
        skip()
        let part: Rational
        if text.has("\\frac", at: at) {
            part = try command(depth + 1)
        } else if spaced, at < end, isDigit(text[at]) {
            var slash = at
            while slash < end, isDigit(text[slash]) { slash += 1 }
            guard slash - at <= 6, slash + 1 < end, text[slash] == UInt8(ascii: "/"),
                isDigit(text[slash + 1])
            else { throw .foreign }
            var stop = slash + 1
            while stop < end, isDigit(text[stop]) { stop += 1 }
            guard stop - slash <= 7 else { throw .foreign }
            guard let top = Rational(decimal: text.slice(at..<slash)),
                let bottom = Rational(decimal: text.slice(slash + 1..<stop))
            else { throw .foreign }
            guard let value = top.divided(by: bottom) else { throw .undefined }
            at = stop
            part = value
        } else {
            at = start
            return nil
        }
        // 2\frac{3}{2} may be a product.
        guard whole.isInteger, part.sign > 0, part < .one else { throw .foreign }
        return whole + part
    }

    /// Digits alone in the parentheses at `open`, and nothing joined to them.
    private func isRepetition(_ open: Int) -> Bool {
        var stop = open + 1
        while stop < end, isDigit(text[stop]) { stop += 1 }
        guard stop > open + 1, text.has(")", at: stop) else { return false }
        return stop + 1 >= end || ![0x5E, 0x28, 0x2E].contains(text[stop + 1])
    }

    /// 0.1\dot{6} and 0.\dot{1}4285\dot{7}: dots over the first and the last digit that repeat.
    private mutating func dotted(
        _ start: Int, _ reading: NumberText.Reading
    ) throws(Failure) -> Rational {
        guard let point = text.first(UInt8(ascii: "."), in: start..<at) else { throw .foreign }
        let places = at - point - 1
        var cycle = try dottedDigit()
        if at < end, isDigit(text[at]) || text.has("\\dot{", at: at) {
            while at < end, isDigit(text[at]) {
                cycle.append(text[at])
                at += 1
            }
            cycle += try dottedDigit()
        }
        return try repeating(reading.value, cycle[...], after: places)
    }

    private mutating func dottedDigit() throws(Failure) -> [UInt8] {
        let digit = text[at + 5]
        guard text.has("\\dot{", at: at), isDigit(digit), text.has("}", at: at + 6) else {
            throw .foreign
        }
        at += 7
        return [digit]
    }

    /// 0.1\overline{6}: exact by the geometric series.
    private mutating func repeating(
        _ start: Int, _ reading: NumberText.Reading, _ opener: UInt8, _ closer: UInt8
    ) throws(Failure) -> Rational {
        guard let point = text.first(UInt8(ascii: "."), in: start..<at),
            let open = text.first(opener, in: at..<end),
            let close = text.first(closer, in: open..<end)
        else { throw .foreign }
        let (places, length) = (at - point - 1, close - open - 1)
        guard length > 0, text[open + 1..<close].allSatisfy(isDigit) else { throw .foreign }
        at = close + 1
        return try repeating(reading.value, ArraySlice(text[open + 1..<close]), after: places)
    }

    private func repeating(
        _ value: Rational, _ cycle: ArraySlice<UInt8>, after places: Int
    ) throws(Failure) -> Rational {
        guard cycle.count <= 1_000, places <= 1_000, let shift = Rational(10).power(places),
            let turn = Rational(10).power(cycle.count),
            let digits = cycle.withUnsafeBufferPointer({ Rational(decimal: $0) }),
            let tail = digits.divided(by: (turn - .one) * shift)
        else { throw .tooLarge }
        return value + tail
    }

    /// 101_2: digits in a base.
    private mutating func based(
        _ start: Int, _ reading: NumberText.Reading
    ) throws(Failure) -> Rational {
        guard !reading.isDecimal, !reading.isGrouped else { throw .foreign }
        let digits = start..<at
        at += 1
        let base: Rational
        if at < end, text[at] == UInt8(ascii: "{") {
            var stop = at + 1
            while stop < end, isDigit(text[stop]) { stop += 1 }
            guard stop < end, text[stop] == UInt8(ascii: "}"), stop - at <= 3,
                let value = Rational(decimal: text.slice(at + 1..<stop))
            else { throw .foreign }
            base = value
            at = stop + 1
        } else {
            guard at < end, isDigit(text[at]) else { throw .foreign }
            base = Rational(Int(text[at] - 0x30))
            at += 1
        }
        guard let radix = base.intValue, radix >= 2, radix <= 36, digits.count <= 1_000 else {
            throw .foreign
        }
        var value = Rational.zero
        for place in digits {
            guard isDigit(text[place]) else { throw .foreign }
            // 683_8 has a digit that its base does not know: no number.
            guard Int(text[place] - 0x30) < radix else { throw .undefined }
            value = value * base + Rational(Int(text[place] - 0x30))
        }
        return value
    }

    private mutating func bounded(
        _ left: Rational, _ right: Rational, _ apply: (Rational, Rational) -> Rational
    ) throws(Failure) -> Rational {
        let bits = left.bitCount + right.bitCount
        fuel -= 1 + bits / 64
        guard fuel > 0, bits <= MathLimits.bits else { throw .tooLarge }
        return apply(left, right)
    }

    mutating func skip() {
        while at < end, text[at] == 0x20 || text[at] == AnswerNormalizer.Mark.text { at += 1 }
    }
}
