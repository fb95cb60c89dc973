/// Reads formulas over a normalised answer: plain text, ASCII mathematics and LaTeX.
///
/// Precedence climbing over bytes. What has two common readings ("sin x/2", "1/xy") is refused,
/// never guessed. The depth is bounded by ``MathLimits/depth``, the work by ``fuel``.
struct ExpressionParser {
    typealias Failure = ExpressionReader.Failure

    /// How tightly an operator binds.
    enum Level: Int {
        case sum = 10
        case product = 20
        case power = 40
    }

    let text: Bytes
    let end: Int
    var at: Int
    var builder = ExpressionBuilder()
    /// Nested sums are read over and over: 20,000 steps cost some 15 ms.
    var fuel = MathLimits.fuel / 10
    /// Commas part items here, so they cannot part groups of three.
    let inBrackets: Bool
    /// Which of the two values of \pm is read.
    var takesMinus = false
    private(set) var sawPlusMinus = false
    /// How many remainders were read.
    private var moduli = 0
    /// A function of one argument was given several: no reading makes sense of it.
    var hasExtraArgument = false
    /// Open bars: the next bar closes one.
    var bars = 0
    /// Inside the argument of an angle function, where a degree sign makes radians.
    var isAngle = false
    /// Index variables of the sums being read, with their values.
    var bound: [(name: [UInt8], value: Int32)] = []

    init(_ text: Bytes, _ range: Range<Int>, inBrackets: Bool) {
        self.text = text.until(range.upperBound)
        at = range.lowerBound
        end = range.upperBound
        self.inBrackets = inBrackets
    }

    mutating func expression(_ level: Level, _ depth: Int) throws(Failure) -> Int32 {
        guard depth < MathLimits.depth else { throw .tooLarge }
        var left = try prefix(level, depth)
        while true {
            skip()
            guard at < end else { return left }
            switch text[at] {
            case UInt8(ascii: "+"), UInt8(ascii: "-"):
                guard level == .sum else { return left }
                let isMinus = text[at] == UInt8(ascii: "-")
                at += 1
                let right = try expression(.product, depth + 1)
                left = try isMinus ? builder.subtract(left, right) : builder.add(left, right)
            case UInt8(ascii: "\\") where isPlusMinus:
                guard level == .sum else { return left }
                let isMinus = plusMinus()
                let right = try expression(.product, depth + 1)
                left = try isMinus ? builder.subtract(left, right) : builder.add(left, right)
            case UInt8(ascii: "\\") where level == .sum && text.has("\\choose", at: at):
                at += 7
                left = try binomial(left, try expression(.sum, depth + 1))
            default:
                guard level != .power else { return left }
                if text.has("\\choose", at: at) || text.has("\\over", at: at) { return left }
                guard let next = try factor(left, depth) else { return left }
                left = next
            }
        }
    }

    /// One more factor or divisor; nil when the product ends here.
    private mutating func factor(_ left: Int32, _ depth: Int) throws(Failure) -> Int32? {
        switch text[at] {
        case UInt8(ascii: "*"):
            at += 1
            return try builder.multiply(left, try expression(.power, depth + 1))
        case UInt8(ascii: "/"):
            at += 1
            skip()
            let start = at
            let isPlainNumber = at < end && (isDigit(text[at]) || text[at] == 0x2E)
            let isFunction = at < end && functionName(at) != nil
            let divisor = try expression(.power, depth + 1)
            // 2/3x is (2/3)x; a letter after a letter has two readings: 1/xy.
            if !isPlainNumber, !isFunction, startsOperand(at), text[start] != 0x28,
                text[start] != UInt8(ascii: "{")
            {
                throw .foreign
            }
            return try builder.divide(left, divisor)
        case UInt8(ascii: "\\"):
            if modulus() {
                let divisor = try expression(.power, depth + 1)
                return try modulo(left, divisor)
            }
        default: break
        }
        guard startsOperand(at) else { return nil }
        // Digits after a factor are a typing mistake or a subscript: not a product.
        if isDigit(text[at]) || text[at] == UInt8(ascii: ".") { throw .foreign }
        return try builder.multiply(left, try expression(.power, depth + 1))
    }

    private mutating func prefix(_ level: Level, _ depth: Int) throws(Failure) -> Int32 {
        fuel -= 1
        guard fuel > 0 else { throw .tooLarge }
        skip()
        guard at < end else { throw .foreign }
        switch text[at] {
        case UInt8(ascii: "-"):
            at += 1
            // A sign binds looser than a power and, after an operator, takes one factor.
            let start = at
            let before = moduli
            let operand = try expression(level == .power ? .power : .product, depth + 1)
            // -3 mod 7 is 4 or -(3 mod 7).
            if moduli != before, text[start] != UInt8(ascii: "(") { throw .foreign }
            return try builder.negate(operand)
        case UInt8(ascii: "+"):
            at += 1
            return try expression(level == .power ? .power : .product, depth + 1)
        case UInt8(ascii: "\\") where isPlusMinus:
            let isMinus = plusMinus()
            let operand = try expression(level == .power ? .power : .product, depth + 1)
            return isMinus ? try builder.negate(operand) : operand
        default: break
        }
        let base = try operand(depth + 1)
        return try postfix(base, depth)
    }

    /// Factorials and powers after an operand.
    mutating func postfix(_ operand: Int32, _ depth: Int) throws(Failure) -> Int32 {
        var base = operand
        while true {
            skip()
            guard at < end else { return base }
            if text[at] == UInt8(ascii: "!") {
                guard !text.has("!=", at: at) else { return base }
                at += 1
                if at < end, text[at] == UInt8(ascii: "!") { throw .foreign }
                base = try builder.call(.factorial, base)
            } else if let stop = degreeSign() {
                guard isAngle else { throw .foreign }
                at = stop
                base = try builder.divide(
                    try builder.multiply(base, try builder.node(.pi)), try builder.number(180))
            } else if text[at] == UInt8(ascii: "^") {
                at += 1
                let exponent = try exponent(depth + 1)
                return try builder.power(base, exponent)
            } else {
                return base
            }
        }
    }

    /// What follows a circumflex: braces, or one factor with its own powers.
    mutating func exponent(_ depth: Int) throws(Failure) -> Int32 {
        guard depth < MathLimits.depth else { throw .tooLarge }
        skip()
        guard at < end else { throw .foreign }
        let wasAngle = isAngle
        isAngle = false
        defer { isAngle = wasAngle }
        if text[at] == UInt8(ascii: "{") {
            let group = try group(UInt8(ascii: "}"), depth)
            // 2^{3}^2 is an error in LaTeX.
            skip()
            if at < end, text[at] == UInt8(ascii: "^") { throw .foreign }
            return group
        }
        return try expression(.power, depth)
    }

    mutating func group(_ close: UInt8, _ depth: Int) throws(Failure) -> Int32 {
        guard depth < MathLimits.depth else { throw .tooLarge }
        at += 1
        let outerBars = bars
        bars = 0
        let value = try expression(.sum, depth + 1)
        bars = outerBars
        skip()
        guard at < end, text[at] == close else { throw .foreign }
        at += 1
        return value
    }

    private var isPlusMinus: Bool {
        (text.has("\\pm", at: at) || text.has("\\mp", at: at))
            && !(at + 3 < end && isAsciiLetter(text[at + 3]))
    }

    private mutating func plusMinus() -> Bool {
        let isUpper = text[at + 1] == UInt8(ascii: "p")
        at += 3
        sawPlusMinus = true
        return isUpper == takesMinus
    }

    /// Passes over \bmod and \mod.
    private mutating func modulus() -> Bool {
        for word: StaticString in ["\\bmod", "\\mod"] where text.has(word, at: at) {
            let stop = at + word.utf8CodeUnitCount
            if stop < end, isAsciiLetter(text[stop]) { continue }
            at = stop
            moduli += 1
            return true
        }
        return false
    }

    /// a - b floor(a/b)
    func isZero(_ node: Int32) -> Bool { builder.number(node)?.isZero ?? false }

    mutating func modulo(_ left: Int32, _ divisor: Int32) throws(Failure) -> Int32 {
        if isZero(divisor) { throw .undefined }
        let quotient = try builder.call(.floor, try builder.divide(left, divisor))
        return try builder.subtract(left, try builder.multiply(divisor, quotient))
    }

    /// After a degree sign in any spelling, when one stands here.
    private func degreeSign() -> Int? {
        if text[at] == AnswerNormalizer.Mark.degree { return at + 1 }
        guard text[at] == UInt8(ascii: "^") || text[at] == UInt8(ascii: "\\") else { return nil }
        var stop = text[at] == UInt8(ascii: "^") ? at + 1 : at
        let braced = text.has("{", at: stop)
        if braced { stop += 1 }
        if text.has("\\circ", at: stop) {
            stop += 5
        } else if text.has("\u{3}", at: stop) {
            stop += 1
        } else {
            return nil
        }
        while stop < end, text[stop] == 0x20 { stop += 1 }
        if braced {
            guard text.has("}", at: stop) else { return nil }
            stop += 1
        }
        return stop <= end ? stop : nil
    }

    mutating func skip() { while at < end, text[at] == 0x20 { at += 1 } }

    /// e and i in \mathrm; other words are units.
    func isConstant(_ place: Int) -> Bool {
        guard place < end, text[place] == 0x65 || text[place] == 0x69 else { return false }
        return place + 1 >= end || !isLetter(text[place + 1])
    }

    /// A unit of two letters or more ends a formula: 2\sqrt{3} cm.
    private func isUnit(_ place: Int) -> Bool {
        var stop = place
        while stop < end, isAsciiLetter(text[stop]) { stop += 1 }
        guard stop - place >= 2, functionName(place) == nil else { return false }
        return UnitTable.entry(text[place..<stop].map(lower)) != nil
    }

    /// Whether an operand of an implicit product may begin here.
    func startsOperand(_ place: Int) -> Bool {
        var place = place
        while place < end, text[place] == 0x20 { place += 1 }
        guard place < end else { return false }
        let byte = text[place]
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "."): return true
        case UInt8(ascii: "|"): return bars == 0
        case AnswerNormalizer.Mark.text:
            return functionName(place) != nil || isConstant(place + 1)
        case UInt8(ascii: "\\"):
            for word: StaticString in [
                "\\pm", "\\mp", "\\bmod", "\\mod", "\\rfloor", "\\rceil", "\\circ", "\\ldots",
                "\\rangle", "\\\\", "\\end", "\\choose", "\\over",
            ] where text.has(word, at: place) { return false }
            return true
        default: return isLetter(byte) && !isUnit(place) || isDigit(byte)
        }
    }
}
