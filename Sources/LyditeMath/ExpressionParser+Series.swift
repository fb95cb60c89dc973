extension ExpressionParser {
    /// Highest degree of a summand whose sum is interpolated.
    private static let maximumDegree = 8
    /// Most times numerator and denominator are differentiated.
    private static let maximumTurns = 4

    /// \sum and \prod: written out, or closed where the upper bound is a variable.
    mutating func series(_ stop: Int, isSum: Bool, _ depth: Int) throws(Failure) -> Int32 {
        at = stop
        var first: (name: [UInt8], value: Int)?
        var last: Int32?
        var isInfinite = false
        for _ in 0..<2 {
            skip()
            guard at < end else { throw .foreign }
            if text[at] == UInt8(ascii: "_") {
                first = try index()
            } else if text[at] == UInt8(ascii: "^") {
                at += 1
                skip()
                if let stop = infinity() {
                    at = stop
                    isInfinite = true
                } else {
                    last = try limitArgument(depth + 1)
                }
            }
        }
        guard let first, isInfinite || last != nil else { throw .foreign }
        skip()
        let body = at
        if isInfinite {
            guard isSum else { throw .foreign }
            return try geometric(first, body, depth)
        }
        guard let last else { throw .foreign }
        guard let count = builder.number(last) else {
            guard isSum else { throw .foreign }
            return try closed(first, last, body, depth)
        }
        guard let top = count.intValue, top >= first.value else { throw .foreign }
        guard top - first.value < MathLimits.seriesTerms else { throw .tooLarge }
        var total = try builder.number(isSum ? 0 : 1)
        for value in first.value...top {
            let next = try term(first.name, try builder.number(value), body, depth)
            total = try isSum ? builder.add(total, next) : builder.multiply(total, next)
        }
        return total
    }

    private func infinity() -> Int? {
        if text.has("\\infty", at: at) { return at + 6 }
        guard text.has("{", at: at), let close = text.closingBrace(of: at, before: end) else {
            return nil
        }
        let inside = text.trimmed(at + 1..<close)
        return text.has("\\infty", at: inside.lowerBound) && inside.count == 6 ? close + 1 : nil
    }

    private mutating func term(
        _ name: [UInt8], _ value: Int32, _ body: Int, _ depth: Int
    ) throws(Failure) -> Int32 {
        at = body
        bound.append((name, value))
        defer { bound.removeLast() }
        return try expression(.product, depth + 1)
    }

    /// The sum of a polynomial is the polynomial through its first partial sums.
    private mutating func closed(
        _ first: (name: [UInt8], value: Int), _ last: Int32, _ body: Int, _ depth: Int
    ) throws(Failure) -> Int32 {
        let name = Array("index ".utf8) + first.name
        let general = try term(first.name, try builder.variable(name), body, depth)
        let stop = at
        guard let degree = builder.degree(general, in: name),
            degree <= ExpressionParser.maximumDegree
        else { throw .foreign }
        var total = try builder.number(0)
        var result = try builder.number(0)
        let nodes = (0...degree + 1).map { first.value + $0 }
        for node in nodes {
            fuel -= 3 * nodes.count
            let next = try term(first.name, try builder.number(node), body, depth)
            total = try builder.add(total, next)
            var weight = total
            for other in nodes where other != node {
                let distance = try builder.add(last, try builder.number(-other))
                weight = try builder.divide(
                    try builder.multiply(weight, distance), try builder.number(node - other))
            }
            result = try builder.add(result, weight)
        }
        at = stop
        return result
    }

    /// g(a) / (1 - q) where g(k + 1) = q g(k) is proved and |q| < 1.
    private mutating func geometric(
        _ first: (name: [UInt8], value: Int), _ body: Int, _ depth: Int
    ) throws(Failure) -> Int32 {
        let name = Array("index ".utf8) + first.name
        let index = try builder.variable(name)
        let general = try term(first.name, index, body, depth)
        let next = try term(
            first.name, try builder.add(index, try builder.number(1)), body, depth)
        let start = try term(first.name, try builder.number(first.value), body, depth)
        let second = try term(first.name, try builder.number(first.value + 1), body, depth)
        guard let a = builder.number(start), let b = builder.number(second),
            let ratio = b.divided(by: a), ratio.magnitude < .one
        else { throw .foreign }
        let scaled = try builder.multiply(try builder.number(ratio), general)
        var ladder = ExpressionComparer()
        guard
            ladder.compare(builder.expression(next), builder.expression(scaled)) == .equal,
            let sum = a.divided(by: .one - ratio)
        else { throw .foreign }
        return try builder.number(sum)
    }

    /// _{k=1}
    private mutating func index() throws(Failure) -> (name: [UInt8], value: Int) {
        at += 1
        guard at < end, text[at] == UInt8(ascii: "{"),
            let close = text.closingBrace(of: at, before: end),
            let equals = text.first(UInt8(ascii: "="), in: at..<close)
        else { throw .foreign }
        let name = text.trimmed(at + 1..<equals)
        let value = text.trimmed(equals + 1..<close)
        guard name.count == 1, isAsciiLetter(text[name.lowerBound]), value.count <= 6,
            let start = Rational(decimal: text.slice(value))?.intValue
        else { throw .foreign }
        at = close + 1
        return ([text[name.lowerBound]], start)
    }

    /// \lim_{x \to c}: the value there, by derivatives where it is 0/0.
    mutating func limit(_ depth: Int) throws(Failure) -> Int32 {
        skip()
        guard text.has("_{", at: at), let close = text.closingBrace(of: at + 1, before: end) else {
            throw .foreign
        }
        at += 2
        skip()
        guard at < close, isAsciiLetter(text[at]) else { throw .foreign }
        let name = [text[at]]
        at += 1
        skip()
        let arrows: [StaticString] = [
            "\\to", "\\rightarrow", "\\Rightarrow", "\\longrightarrow",
        ]
        guard let arrow = arrows.first(where: { text.has($0, at: at) }) else { throw .foreign }
        at += arrow.utf8CodeUnitCount
        skip()
        // One-sided limits of continuous functions are their limits.
        var stop = close
        while stop > at, [0x20, 0x7D, 0x2B, 0x2D, 0x7B, 0x5E].contains(text[stop - 1]) {
            stop -= 1
        }
        var parser = ExpressionParser(text, at..<stop, inBrackets: true)
        parser.builder = builder
        let target = try parser.expression(.sum, depth + 1)
        guard parser.at == stop else { throw .foreign }
        builder = parser.builder
        at = close + 1
        let body = try expression(.product, depth + 1)
        return try approach(builder.expression(body), name, target)
    }

    private mutating func approach(
        _ body: Expression, _ name: [UInt8], _ target: Int32
    ) throws(Failure) -> Int32 {
        guard !body.nodes.contains(where: { $0.operation == .floor || $0.operation == .abs })
        else { throw .foreign }
        var body = body
        for _ in 0..<ExpressionParser.maximumTurns {
            var part = ExpressionBuilder()
            let root = try part.copy(body)
            let node = part.nodes[Int(root)]
            guard node.operation == .divide else {
                return try replaced(part.expression(root), name, target)
            }
            let top = try replaced(part.expression(node.left), name, target)
            let bottom = try replaced(part.expression(node.right), name, target)
            guard let zero = builder.number(bottom), zero.isZero else {
                return try builder.divide(top, bottom)
            }
            guard let other = builder.number(top), other.isZero else { throw .foreign }
            let upper = try part.derivative(node.left, name)
            let lower = try part.derivative(node.right, name)
            let quotient = try part.node(.divide, upper, lower)
            body = part.expression(quotient)
        }
        throw .foreign
    }

    private mutating func replaced(
        _ body: Expression, _ name: [UInt8], _ target: Int32
    ) throws(Failure) -> Int32 {
        do {
            return try builder.copy(body) { $0 == name ? target : nil }
        } catch {
            // Undefined at the point itself: the limit may still exist.
            throw error == .undefined ? .foreign : error
        }
    }

    /// \begin{vmatrix} a & b \\ c & d \end{vmatrix}
    mutating func determinant(_ depth: Int) throws(Failure) -> Int32 {
        let open: StaticString = "\\begin{vmatrix}"
        let close: StaticString = "\\end{vmatrix}"
        guard text.has(open, at: at) else { throw .foreign }
        at += open.utf8CodeUnitCount
        var rows: [[Int32]] = [[]]
        while true {
            rows[rows.count - 1].append(try expression(.sum, depth + 1))
            skip()
            guard at < end, rows.count <= 4, rows[rows.count - 1].count <= 4 else {
                throw .foreign
            }
            if text[at] == UInt8(ascii: "&") {
                at += 1
            } else if text.has("\\\\", at: at) {
                at += 2
                skip()
                if text.has(close, at: at) { break }
                rows.append([])
            } else {
                break
            }
        }
        guard text.has(close, at: at), rows.allSatisfy({ $0.count == rows.count }) else {
            throw .foreign
        }
        at += close.utf8CodeUnitCount
        return try determinant(rows)
    }

    /// By the first row; at most four rows.
    private mutating func determinant(_ rows: [[Int32]]) throws(Failure) -> Int32 {
        guard rows.count > 1 else { return rows[0][0] }
        var total = try builder.number(0)
        for column in rows.indices {
            let minor = rows.dropFirst().map { row in
                row.enumerated().filter { $0.offset != column }.map(\.element)
            }
            let part = try builder.multiply(rows[0][column], try determinant(minor))
            total =
                try column % 2 == 0
                ? builder.add(total, part) : builder.subtract(total, part)
        }
        return total
    }
}

extension ExpressionBuilder {
    /// The degree as a polynomial in one variable; nil when it is none.
    func degree(_ root: Int32, in name: [UInt8]) -> Int? {
        var degrees: [Int?] = []
        for node in nodes[0...Int(root)] {
            let (x, y) = (Int(node.left), Int(node.right))
            switch node.operation {
            case .variable: degrees.append(names[x] == name ? 1 : 0)
            case .number, .pi, .i: degrees.append(0)
            case .add:
                if let a = degrees[x], let b = degrees[y] {
                    degrees.append(max(a, b))
                } else {
                    degrees.append(nil)
                }
            case .negate: degrees.append(degrees[x])
            case .multiply:
                if let a = degrees[x], let b = degrees[y] {
                    degrees.append(min(a + b, 1_000))
                } else {
                    degrees.append(nil)
                }
            case .divide: degrees.append(degrees[y] == 0 ? degrees[x] : nil)
            case .power:
                let count = number(node.right)?.intValue
                if let a = degrees[x], a == 0, degrees[y] == 0 {
                    degrees.append(0)
                } else if let a = degrees[x], let count, count >= 0, count <= 100 {
                    degrees.append(min(a * count, 1_000))
                } else {
                    degrees.append(nil)
                }
            default:
                let operand = node.operation == .apply ? y : x
                let isFree = degrees[operand] == 0 && node.operation != .pair
                degrees.append(isFree ? 0 : nil)
            }
        }
        return degrees[Int(root)]
    }
}
