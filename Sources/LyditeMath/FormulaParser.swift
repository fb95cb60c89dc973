extension Formula {
    /// Reads plain text such as `2 * (price - step.cost) ^ 2` or `round(total / 3, 2)`.
    ///
    /// `^` binds tightest and to the right, then a leading minus, then `* /`, then `+ -`.
    /// - Throws: ``FormulaError/syntax(found:expected:column:)`` with the column of the fault.
    package init(parsing text: String) throws(FormulaError) {
        var parser = try FormulaParser(text)
        self = try parser.sum(depth: 0)
        try parser.expectEnd()
    }
}

/// One pass over the bytes of a formula.
struct FormulaParser {
    private let bytes: [UInt8]
    private(set) var at = 0

    init(_ text: String) throws(FormulaError) {
        bytes = Array(text.utf8)
        guard bytes.count <= MathLimits.formulaBytes else { throw .tooLarge }
    }

    mutating func sum(depth: Int) throws(FormulaError) -> Formula {
        guard depth < MathLimits.depth else { throw .tooLarge }
        var left = try product(depth: depth)
        var terms = 0
        while let sign = take(anyOf: "+-") {
            terms += 1
            guard terms < 1_000 else { throw .tooLarge }
            let right = try product(depth: depth)
            left = .binary(sign == UInt8(ascii: "+") ? .add : .subtract, left, right)
        }
        return left
    }

    private mutating func product(depth: Int) throws(FormulaError) -> Formula {
        var left = try signed(depth: depth)
        var factors = 0
        while let sign = take(anyOf: "*/") {
            factors += 1
            guard factors < 1_000 else { throw .tooLarge }
            let right = try signed(depth: depth)
            left = .binary(sign == UInt8(ascii: "*") ? .multiply : .divide, left, right)
        }
        return left
    }

    private mutating func signed(depth: Int) throws(FormulaError) -> Formula {
        guard depth < MathLimits.depth else { throw .tooLarge }
        if let sign = take(anyOf: "+-") {
            let inner = try signed(depth: depth + 1)
            return sign == UInt8(ascii: "-") ? .negate(inner) : inner
        }
        let base = try atom(depth: depth)
        guard take(anyOf: "^") != nil else { return base }
        return .binary(.power, base, try signed(depth: depth + 1))
    }

    private mutating func atom(depth: Int) throws(FormulaError) -> Formula {
        if take(anyOf: "(") != nil {
            let inner = try sum(depth: depth + 1)
            guard take(anyOf: ")") != nil else { throw fault("a closing parenthesis") }
            return inner
        }
        skipSpace()
        guard at < bytes.count else { throw fault("a value") }
        let start = at
        if isNumberByte(bytes[at]) {
            while at < bytes.count, isNumberByte(bytes[at]) { at += 1 }
            let text = Array(bytes[start..<at])
            guard let value = Rational(decimal: text) else {
                throw .syntax(
                    found: String(decoding: text, as: UTF8.self), expected: "a number",
                    column: start + 1)
            }
            return .number(value)
        }
        guard isNameStart(bytes[at]) else { throw fault("a value") }
        while at < bytes.count, isNamePart(bytes[at]) { at += 1 }
        let name = String(decoding: bytes[start..<at], as: UTF8.self)
        guard take(anyOf: "(") != nil else { return .name(name) }
        guard let function = Formula.Function(rawValue: name) else {
            throw .syntax(found: name, expected: "a function", column: start + 1)
        }
        return .call(function, try arguments(depth: depth + 1))
    }

    private mutating func arguments(depth: Int) throws(FormulaError) -> [Formula] {
        var values = [try sum(depth: depth)]
        while take(anyOf: ",") != nil {
            guard values.count < MathLimits.items else { throw .tooLarge }
            values.append(try sum(depth: depth))
        }
        guard take(anyOf: ")") != nil else { throw fault("a closing parenthesis") }
        return values
    }

    mutating func expectEnd() throws(FormulaError) {
        skipSpace()
        if at < bytes.count { throw fault("an operator") }
    }

    /// `==`, `!=`, `<=`, `>=`, `<` or `>`.
    mutating func relation() throws(FormulaError) -> Condition.Relation {
        skipSpace()
        for relation in Condition.Relation.allCases {
            let text = Array(relation.rawValue.utf8)
            if at + text.count <= bytes.count, Array(bytes[at..<at + text.count]) == text {
                at += text.count
                return relation
            }
        }
        throw fault("a comparison")
    }

    private mutating func take(anyOf accepted: StaticString) -> UInt8? {
        skipSpace()
        guard at < bytes.count else { return nil }
        let byte = bytes[at]
        let found = accepted.withUTF8Buffer { $0.contains(byte) }
        guard found else { return nil }
        at += 1
        return byte
    }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0A {
            at += 1
        }
    }

    private func fault(_ expected: String) -> FormulaError {
        let found =
            at < bytes.count
            ? String(decoding: bytes[at..<min(bytes.count, at + 12)], as: UTF8.self) : "the end"
        return .syntax(found: found, expected: expected, column: at + 1)
    }

    private func isNumberByte(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: ".")
    }

    private func isNameStart(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (lower >= 0x61 && lower <= 0x7A) || byte == UInt8(ascii: "_")
    }

    private func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isNumberByte(byte) }
}
