extension ExpressionParser {
    /// The variable of {d}{dx}; leaves the place after it.
    mutating func differential() -> [UInt8]? {
        var place = at
        func next(_ byte: UInt8) -> Bool {
            while place < end, text[place] == 0x20 { place += 1 }
            guard place < end, text[place] == byte else { return false }
            place += 1
            return true
        }
        let d = UInt8(ascii: "d")
        guard next(0x7B), next(d), next(0x7D), next(0x7B), next(d) else { return nil }
        while place < end, text[place] == 0x20 { place += 1 }
        guard place + 1 < end, isAsciiLetter(text[place]) else { return nil }
        let variable = [text[place]]
        place += 1
        guard next(0x7D) else { return nil }
        at = place
        return variable
    }

    /// {dy}{dx} or {d^2 y}{dx^2} here.
    var isDifferentialQuotient: Bool {
        func isDifferential(_ open: Int) -> Int? {
            guard text.has("{", at: open), let close = text.closingBrace(of: open, before: end)
            else { return nil }
            let inside = text.trimmed(open + 1..<close)
            guard inside.count >= 2, text[inside.lowerBound] == UInt8(ascii: "d") else {
                return nil
            }
            let next = text[inside.lowerBound + 1]
            return isAsciiLetter(next) || next == UInt8(ascii: "^") || next == 0x20 ? close : nil
        }
        guard let close = isDifferential(at) else { return false }
        var next = close + 1
        while next < end, text[next] == 0x20 { next += 1 }
        return isDifferential(next) != nil
    }

    /// The derivative of the product that follows.
    mutating func derivative(_ variable: [UInt8], _ depth: Int) throws(Failure) -> Int32 {
        skip()
        let operand = try expression(.product, depth + 1)
        return try builder.derivative(operand, variable)
    }
}

extension ExpressionBuilder {
    /// The derivative by a variable; foreign where none is known.
    mutating func derivative(_ root: Int32, _ variable: [UInt8]) throws(Failure) -> Int32 {
        let zero = try number(0)
        var slopes = [Int32](repeating: zero, count: Int(root) + 1)
        for index in 0...Int(root) {
            slopes[index] = try slope(Int32(index), slopes, variable)
        }
        return slopes[Int(root)]
    }

    private mutating func slope(
        _ index: Int32, _ slopes: [Int32], _ variable: [UInt8]
    ) throws(Failure) -> Int32 {
        let node = nodes[Int(index)]
        if node.operation == .variable {
            return try number(names[Int(node.left)] == variable ? 1 : 0)
        }
        if node.isLeaf { return try number(0) }
        if node.operation == .apply || node.operation == .pair { throw .foreign }
        let (x, y) = (node.left, node.right)
        let u = slopes[Int(x)]
        let v = node.isBinary ? slopes[Int(y)] : u
        if number(u)?.isZero == true, number(v)?.isZero == true { return try number(0) }
        let one = try number(1)
        switch node.operation {
        case .add: return try add(u, v)
        case .negate: return try negate(u)
        case .multiply: return try add(try multiply(u, y), try multiply(x, v))
        case .divide:
            let top = try subtract(try multiply(u, y), try multiply(x, v))
            return try divide(top, try power(y, try number(2)))
        case .power:
            // x^y (v log x + y u / x); the plain rule where y is constant.
            if number(v)?.isZero == true {
                let lower = try power(x, try subtract(y, one))
                return try multiply(try multiply(y, lower), u)
            }
            let first = try multiply(v, try log(x))
            let second = try divide(try multiply(y, u), x)
            return try multiply(index, try add(first, second))
        case .root:
            let degree = try number(Int(y))
            let bottom = try multiply(degree, try power(index, try subtract(degree, one)))
            return try divide(u, bottom)
        case .exp: return try multiply(index, u)
        case .log: return try divide(u, x)
        case .sin: return try multiply(try call(.cos, x), u)
        case .cos: return try negate(try multiply(try call(.sin, x), u))
        case .tan:
            return try divide(u, try power(try call(.cos, x), try number(2)))
        case .asin, .acos:
            let square = try subtract(one, try power(x, try number(2)))
            let slope = try divide(u, try root(square, 2))
            return node.operation == .asin ? slope : try negate(slope)
        case .atan:
            return try divide(u, try add(one, try power(x, try number(2))))
        default: throw .foreign
        }
    }
}
