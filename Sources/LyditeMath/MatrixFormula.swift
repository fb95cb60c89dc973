internal import LyditeCore

/// Reads sums, products, powers, inverses, transposes and determinants of matrices.
///
/// Entries are formulas; everything is evaluated while it is read, so that a sum of matrices and
/// the matrix that it is are the same value.
struct MatrixFormula {
    typealias Failure = ExpressionReader.Failure

    enum Value {
        case scalar(Int32)
        case matrix([[Int32]])
    }

    private let text: Bytes
    private let end: Int
    private var at: Int
    private var algebra = MatrixAlgebra()

    private init(_ text: Bytes, _ range: Range<Int>) {
        self.text = text
        at = range.lowerBound
        end = range.upperBound
    }

    /// nil for what is no formula of matrices.
    static func read(_ text: Bytes, _ range: Range<Int>) -> AnswerValue? {
        guard hasMatrix(text, range) else { return nil }
        var reader = MatrixFormula(text, range)
        do {
            let value = try reader.sum(0)
            reader.skip()
            guard reader.at == reader.end else { return nil }
            return try reader.answer(value)
        } catch {
            switch error {
            case .foreign: return nil
            case .undefined: return .undefined
            case .tooLarge: return .tooLarge
            }
        }
    }

    private static func hasMatrix(_ text: Bytes, _ range: Range<Int>) -> Bool {
        var from = range.lowerBound
        while let at = text.find("\\begin{", in: from..<range.upperBound) {
            if !text.has("vmatrix", at: at + 7) { return true }
            from = at + 7
        }
        return false
    }

    private func answer(_ value: Value) throws(Failure) -> AnswerValue {
        switch value {
        case .scalar(let node): return try answer(node)
        case .matrix(let rows):
            var out: [[AnswerValue]] = []
            for row in rows {
                var line: [AnswerValue] = []
                for node in row { line.append(try answer(node)) }
                out.append(line)
            }
            return .matrix(out)
        }
    }

    private func answer(_ node: Int32) throws(Failure) -> AnswerValue {
        if let number = algebra.builder.number(node) { return .number(Quantity(number)) }
        var clean = ExpressionBuilder()
        let root = try clean.copy(algebra.builder.expression(node))
        return .expression(clean.expression(root), nil)
    }

    private mutating func skip() {
        while at < end, text[at] == 0x20 || text[at] == AnswerNormalizer.Mark.text { at += 1 }
    }

    private mutating func sum(_ depth: Int) throws(Failure) -> Value {
        guard depth < MathLimits.depth else { throw .tooLarge }
        var total = try product(depth)
        while true {
            skip()
            guard at < end, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") else {
                return total
            }
            let isMinus = text[at] == UInt8(ascii: "-")
            at += 1
            var next = try product(depth)
            if isMinus { next = try algebra.negate(next) }
            total = try algebra.add(total, next)
        }
    }

    private mutating func product(_ depth: Int) throws(Failure) -> Value {
        skip()
        guard at < end else { throw .foreign }
        if text[at] == UInt8(ascii: "-") || text[at] == UInt8(ascii: "+") {
            let isMinus = text[at] == UInt8(ascii: "-")
            at += 1
            let value = try product(depth + 1)
            return isMinus ? try algebra.negate(value) : value
        }
        var value = try factor(depth)
        while true {
            skip()
            guard at < end else { return value }
            switch text[at] {
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ")"), UInt8(ascii: "]"):
                return value
            case UInt8(ascii: "*"): at += 1
            case UInt8(ascii: "/"):
                at += 1
                guard case .scalar(let divisor) = try factor(depth) else { throw .foreign }
                let one = try algebra.builder.number(1)
                value = try algebra.multiply(
                    value, .scalar(try algebra.builder.divide(one, divisor)))
                continue
            default: break
            }
            value = try algebra.multiply(value, try factor(depth))
        }
    }

    private mutating func factor(_ depth: Int) throws(Failure) -> Value {
        guard depth < MathLimits.depth else { throw .tooLarge }
        skip()
        guard at < end else { throw .foreign }
        if text.has("\\det", at: at), !isAsciiLetter(text[at + 4]) {
            at += 4
            guard case .matrix(let rows) = try factor(depth + 1) else { throw .foreign }
            return .scalar(try algebra.determinant(rows))
        }
        if text.has("\\begin{", at: at), !text.has("vmatrix", at: at + 7) {
            return try powers(.matrix(try matrix(depth)), depth)
        }
        if text[at] == UInt8(ascii: "(") || text[at] == UInt8(ascii: "["),
            let close = closing(at),
            MatrixFormula.hasMatrix(text, at..<close)
        {
            var inner = MatrixFormula(text, at + 1..<close)
            inner.algebra = algebra
            let value = try inner.sum(depth + 1)
            inner.skip()
            guard inner.at == close else { throw .foreign }
            algebra = inner.algebra
            at = close + 1
            return try powers(value, depth)
        }
        return .scalar(try scalar(depth))
    }

    /// One factor that is no matrix.
    private mutating func scalar(_ depth: Int) throws(Failure) -> Int32 {
        // "The sum is" is no product of letters.
        guard !(isAsciiLetter(text[at]) && isAsciiLetter(text[at + 1])) else { throw .foreign }
        var parser = ExpressionParser(text, at..<end, inBrackets: true)
        let root = try parser.expression(.power, depth + 1)
        at = parser.at
        return try algebra.builder.copy(parser.builder.expression(root))
    }

    private mutating func matrix(_ depth: Int) throws(Failure) -> [[Int32]] {
        guard let close = environmentEnd(at),
            case .matrix(let rows) = MatrixReader(text: text, depth: depth).read(at..<close)
        else { throw .foreign }
        at = close
        var out: [[Int32]] = []
        for row in rows {
            var line: [Int32] = []
            for value in row {
                guard let (expression, unit) = AnswerComparer.formula(value), unit == nil else {
                    throw .foreign
                }
                line.append(try algebra.builder.copy(expression))
            }
            out.append(line)
        }
        return out
    }

    private func environmentEnd(_ start: Int) -> Int? {
        guard let at = text.find("\\end{", in: start..<end),
            let close = text.findByte(0x7D, in: at..<end)
        else { return nil }
        return close + 1
    }

    private func closing(_ open: Int) -> Int? {
        var level = 0
        for place in open..<end {
            switch text[place] {
            case 0x28, 0x5B, 0x7B: level += 1
            case 0x29, 0x5D, 0x7D:
                level -= 1
                if level == 0 { return place }
            default: break
            }
        }
        return nil
    }

    /// ^T, ^{-1} and ^3 after a matrix.
    private mutating func powers(_ start: Value, _ depth: Int) throws(Failure) -> Value {
        var value = start
        skip()
        while at < end, text[at] == UInt8(ascii: "^") {
            at += 1
            skip()
            guard case .matrix(let rows) = value else { throw .foreign }
            if let stop = transposeEnd() {
                at = stop
                value = .matrix(MatrixAlgebra.transpose(rows))
            } else {
                var parser = ExpressionParser(text, at..<end, inBrackets: true)
                let node = try parser.exponent(depth + 1)
                guard let count = parser.builder.number(node)?.intValue else { throw .foreign }
                at = parser.at
                value = .matrix(try algebra.power(rows, count))
            }
            skip()
        }
        return value
    }

    private func transposeEnd() -> Int? {
        let isBraced = text.has("{", at: at)
        var stop = isBraced ? at + 1 : at
        while stop < end, text[stop] == 0x20 || text[stop] == AnswerNormalizer.Mark.text {
            stop += 1
        }
        let marks: [StaticString] = ["\\top", "\\intercal", "T", "t"]
        guard let mark = marks.first(where: { text.has($0, at: stop) }) else { return nil }
        stop += mark.utf8CodeUnitCount
        while isBraced, stop < end, text[stop] == 0x20 { stop += 1 }
        if isBraced {
            guard text.has("}", at: stop) else { return nil }
            stop += 1
        }
        return stop
    }
}
