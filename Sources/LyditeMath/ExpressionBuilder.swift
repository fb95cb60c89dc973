/// Makes expressions, folding exact numbers on the way.
struct ExpressionBuilder {
    typealias Node = Expression.Node
    typealias Failure = ExpressionReader.Failure

    private(set) var nodes: [Node] = []
    private(set) var numbers: [Rational] = []
    private(set) var names: [[UInt8]] = []
    private var places: [Node: Int32] = [:]
    private var numberPlaces: [Rational: Int32] = [:]
    /// Where the names are, once there are many.
    private var namePlaces: [[UInt8]: Int32] = [:]
    private static let fewNames = 12

    /// Bits of all operands so far: thousands of products of growing numbers are quadratic.
    private var work = 0
    private static let maximumWork = 1 << 24

    /// Largest power that is multiplied out into a number right away.
    private static let maximumBits = 131_072

    func expression(_ root: Int32) -> Expression {
        Expression(nodes: nodes, numbers: numbers, names: names, root: root)
    }

    func number(_ node: Int32) -> Rational? {
        let node = nodes[Int(node)]
        return node.operation == .number ? numbers[Int(node.left)] : nil
    }

    var hasVariables: Bool { !names.isEmpty }

    mutating func node(
        _ operation: Expression.Operation, _ left: Int32 = 0, _ right: Int32 = 0
    ) throws(Failure) -> Int32 {
        let node = Node(operation: operation, left: left, right: right)
        if let place = places[node] { return place }
        guard nodes.count < MathLimits.expressionNodes else { throw .tooLarge }
        nodes.append(node)
        places[node] = Int32(nodes.count - 1)
        return Int32(nodes.count - 1)
    }

    mutating func number(_ value: Rational) throws(Failure) -> Int32 {
        guard value.bitCount <= MathLimits.bits else { throw .tooLarge }
        let place: Int32
        if let known = numberPlaces[value] {
            place = known
        } else {
            numbers.append(value)
            place = Int32(numbers.count - 1)
            numberPlaces[value] = place
        }
        return try node(.number, place)
    }

    mutating func number(_ value: Int) throws(Failure) -> Int32 {
        try number(Rational(value))
    }

    mutating func variable(_ name: [UInt8]) throws(Failure) -> Int32 {
        try node(.variable, place(of: name))
    }

    mutating func apply(_ name: [UInt8], _ argument: Int32) throws(Failure) -> Int32 {
        try node(.apply, place(of: name), argument)
    }

    private mutating func place(of name: [UInt8]) -> Int32 {
        // A few names are found quicker in a row.
        if names.count <= ExpressionBuilder.fewNames {
            if let place = names.firstIndex(of: name) { return Int32(place) }
        } else {
            if namePlaces.isEmpty {
                for (index, name) in names.enumerated() { namePlaces[name] = Int32(index) }
            }
            if let place = namePlaces[name] { return place }
            namePlaces[name] = Int32(names.count)
        }
        names.append(name)
        return Int32(names.count - 1)
    }

    mutating func add(_ x: Int32, _ y: Int32) throws(Failure) -> Int32 {
        if let a = number(x), let b = number(y) { return try number(try bounded(a, b) + b) }
        if let a = number(x), a.isZero { return y }
        if let b = number(y), b.isZero { return x }
        return try node(.add, min(x, y), max(x, y))
    }

    mutating func subtract(_ x: Int32, _ y: Int32) throws(Failure) -> Int32 {
        try add(x, try negate(y))
    }

    mutating func negate(_ x: Int32) throws(Failure) -> Int32 {
        if let a = number(x) { return try number(-a) }
        if nodes[Int(x)].operation == .negate { return nodes[Int(x)].left }
        return try node(.negate, x)
    }

    mutating func multiply(_ x: Int32, _ y: Int32) throws(Failure) -> Int32 {
        if let a = number(x), let b = number(y) { return try number(try bounded(a, b) * b) }
        if number(x) == .one { return y }
        if number(y) == .one { return x }
        return try node(.multiply, min(x, y), max(x, y))
    }

    mutating func divide(_ x: Int32, _ y: Int32) throws(Failure) -> Int32 {
        if let b = number(y) {
            if b.isZero { throw .undefined }
            if b == .one { return x }
            if let a = number(x), let value = try bounded(a, b).divided(by: b) {
                return try number(value)
            }
        }
        return try node(.divide, x, y)
    }

    mutating func power(_ x: Int32, _ y: Int32) throws(Failure) -> Int32 {
        if let b = number(y), b == .one { return x }
        if let a = number(x), let b = number(y) {
            if a.isZero, b.sign <= 0 { throw .undefined }
            if a.isZero || a == .one { return x }
            if let count = b.intValue {
                if a.magnitude == .one { return try number(count % 2 == 0 ? .one : a) }
                let bits = a.bitCount.multipliedReportingOverflow(by: abs(count))
                guard !bits.overflow, bits.partialValue <= ExpressionBuilder.maximumBits,
                    let value = a.power(count)
                else { throw .tooLarge }
                return try number(value)
            }
            if b.isInteger { throw .tooLarge }
        }
        if nodes[Int(x)].operation == .exp, number(nodes[Int(x)].left) == .one { return try exp(y) }
        if nodes[Int(x)].operation == .i, let count = number(y)?.intValue {
            switch ((count % 4) + 4) % 4 {
            case 0: return try number(1)
            case 1: return x
            case 2: return try number(-1)
            default: return try negate(x)
            }
        }
        // Roots under another name: x^{1/3} and x^{2/3}.
        if let b = number(y), let degree = b.denominatorInt, degree >= 2, degree <= 64,
            let top = b.numeratorInt, abs(top) <= 64
        {
            let base = try root(x, degree)
            return top == 1 ? base : try power(base, try number(top))
        }
        return try node(.power, x, y)
    }

    mutating func root(_ x: Int32, _ degree: Int) throws(Failure) -> Int32 {
        guard degree >= 1 else { throw .undefined }
        guard degree <= 64 else { throw .tooLarge }
        if degree == 1 { return x }
        if let a = number(x) {
            if a.isZero || a == .one { return x }
            if a.bitCount <= 4_096, let exact = a.exactRoot(degree) { return try number(exact) }
        }
        return try node(.root, x, Int32(degree))
    }

    mutating func exp(_ x: Int32) throws(Failure) -> Int32 {
        if let a = number(x), a.isZero { return try number(1) }
        // e^{ln u} is u wherever it is defined.
        return try node(.exp, x)
    }

    mutating func log(_ x: Int32) throws(Failure) -> Int32 {
        if let a = number(x) {
            if a.isZero { throw .undefined }
            if a == .one { return try number(0) }
        }
        if nodes[Int(x)].operation == .exp, number(nodes[Int(x)].left) != nil {
            return nodes[Int(x)].left
        }
        return try node(.log, x)
    }

    mutating func call(
        _ operation: Expression.Operation, _ x: Int32
    ) throws(Failure) -> Int32 {
        if let a = number(x) {
            switch operation {
            case .abs: return try number(a.magnitude)
            case .floor: return try number(a.floor)
            case .sin, .tan, .asin, .atan: if a.isZero { return x }
            case .cos: if a.isZero { return try number(1) }
            case .factorial:
                if a.isInteger {
                    if a.sign < 0 { throw .undefined }
                    guard let n = a.intValue, let value = Rational.factorial(n) else {
                        throw .tooLarge
                    }
                    return try number(value)
                }
            default: break
            }
        }
        if let known = try inverse(operation, x) { return known }
        return try node(operation, x)
    }

    /// Functions of their own inverses, true wherever the inverse is defined.
    private mutating func inverse(
        _ operation: Expression.Operation, _ x: Int32
    ) throws(Failure) -> Int32? {
        let inner = nodes[Int(x)]
        let u = inner.left
        switch (operation, inner.operation) {
        case (.tan, .atan): return u
        case (.sin, .asin), (.cos, .acos):
            // Of a constant it is not known here whether it lies within the domain.
            return hasVariable(u) || number(u).map { $0.magnitude <= .one } == true ? u : nil
        case (.cos, .asin), (.sin, .acos):
            let square = try power(u, try number(2))
            return try root(try subtract(try number(1), square), 2)
        case (.tan, .asin), (.tan, .acos):
            let square = try power(u, try number(2))
            let other = try root(try subtract(try number(1), square), 2)
            return inner.operation == .asin ? try divide(u, other) : try divide(other, u)
        case (.cos, .atan), (.sin, .atan):
            let square = try power(u, try number(2))
            let size = try root(try add(try number(1), square), 2)
            return try divide(operation == .cos ? try number(1) : u, size)
        default: return nil
        }
    }

    private func hasVariable(_ root: Int32) -> Bool {
        var open = [root]
        var seen: Set<Int32> = []
        while let place = open.popLast() {
            guard seen.insert(place).inserted else { continue }
            let node = nodes[Int(place)]
            if node.operation == .variable || node.operation == .apply { return true }
            if node.isLeaf { continue }
            open.append(node.left)
            if node.isBinary { open.append(node.right) }
        }
        return false
    }

    /// The left operand, when the result of one operation stays within the bounds.
    private mutating func bounded(_ a: Rational, _ b: Rational) throws(Failure) -> Rational {
        let bits = a.bitCount + b.bitCount
        work += bits
        guard bits <= MathLimits.bits, work <= ExpressionBuilder.maximumWork else {
            throw .tooLarge
        }
        return a
    }

    /// Copies the part of `other` that its root needs; `change` may put something else in place
    /// of a variable.
    mutating func copy(
        _ other: Expression, from root: Int32? = nil,
        _ change: ([UInt8]) -> Int32? = { _ in nil }
    ) throws(Failure) -> Int32 {
        let root = Int(root ?? other.root)
        var needed = [Bool](repeating: false, count: root + 1)
        needed[root] = true
        for index in stride(from: root, through: 0, by: -1) where needed[index] {
            let node = other.nodes[index]
            if node.operation == .apply {
                needed[Int(node.right)] = true
            } else if !node.isLeaf {
                needed[Int(node.left)] = true
                if node.isBinary { needed[Int(node.right)] = true }
            }
        }
        if root > ExpressionBuilder.fewNames { places.reserveCapacity(nodes.count + root) }
        var map = [Int32](repeating: -1, count: root + 1)
        for index in 0...root where needed[index] {
            let node = other.nodes[index]
            let (x, y) = (Int(node.left), Int(node.right))
            switch node.operation {
            case .number: map[index] = try number(other.numbers[x])
            case .variable:
                if let new = change(other.names[x]) {
                    map[index] = new
                } else {
                    map[index] = try variable(other.names[x])
                }
            case .pi, .i: map[index] = try self.node(node.operation)
            case .add: map[index] = try add(map[x], map[y])
            case .multiply: map[index] = try multiply(map[x], map[y])
            case .divide: map[index] = try divide(map[x], map[y])
            case .negate: map[index] = try negate(map[x])
            case .power: map[index] = try power(map[x], map[y])
            case .root: map[index] = try self.root(map[x], y)
            case .exp: map[index] = try exp(map[x])
            case .log: map[index] = try log(map[x])
            case .apply: map[index] = try apply(other.names[x], map[y])
            case .pair: map[index] = try self.node(.pair, map[x], map[y])
            default: map[index] = try call(node.operation, map[x])
            }
        }
        return map[root]
    }
}
