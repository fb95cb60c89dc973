/// One expression as postfix nodes: operands stand before their operators, the root is last used.
///
/// Equal subterms are one node, so that walking the nodes in order evaluates each once and
/// without recursion.
struct Expression: Hashable, Sendable {
    /// The first operations have the numbers of the C map's programs.
    enum Operation: UInt8, Sendable {
        case number = 0
        case pi, i, add, multiply, divide, negate, power, root, exp, log, sin, cos, tan
        case asin, acos, atan, abs, floor
        /// `left` is an index into the names.
        case variable
        case factorial
        /// A function that nothing is known of: `left` its name, `right` its argument.
        case apply
        /// Two arguments of an unknown function.
        case pair
    }

    struct Node: Hashable, Sendable {
        var operation: Operation
        var left: Int32 = 0
        var right: Int32 = 0

        var isLeaf: Bool { operation.rawValue <= 2 || operation == .variable }
        /// Whether `right` is a node, too.
        var isBinary: Bool {
            switch operation {
            case .add, .multiply, .divide, .power, .pair: true
            default: false
            }
        }
    }

    var nodes: [Node]
    var numbers: [Rational]
    var names: [[UInt8]]
    var root: Int32

    /// The name that stands for the logarithm of an unstated base.
    static let anyBase: [UInt8] = Array("log base".utf8)

    /// Begins the names of values that are known by their parts alone.
    static let opaqueMark: [UInt8] = Array("#".utf8)

    /// Whether such a value occurs: then unlike forms do not prove unlike values.
    var hasOpaqueParts: Bool { names.contains { $0.starts(with: Expression.opaqueMark) } }

    /// Whether a power has a variable in its exponent and a base that may be negative.
    var hasOpenPower: Bool {
        var isOpen = [Bool](repeating: false, count: nodes.count)
        for (index, node) in nodes.enumerated() {
            let (x, y) = (Int(node.left), Int(node.right))
            switch node.operation {
            case .number, .pi, .i: break
            case .variable, .apply: isOpen[index] = true
            default: isOpen[index] = isOpen[x] || node.isBinary && isOpen[y]
            }
            if node.operation == .power, isOpen[y], !isPositive(nodes[x]) { return true }
        }
        return false
    }

    private func isPositive(_ node: Node) -> Bool {
        switch node.operation {
        case .number: numbers[Int(node.left)].sign > 0
        case .pi, .exp: true
        default: false
        }
    }

    /// Whether the root is a sum to which the name is added once, and the name is nowhere else.
    func isAddend(_ name: [UInt8]) -> Bool {
        var open = [root]
        var count = 0
        var rest: [Int32] = []
        var steps = 0
        while let place = open.popLast() {
            let node = nodes[Int(place)]
            switch node.operation {
            case .add: open += [node.left, node.right]
            case .negate: open.append(node.left)
            case .variable where names[Int(node.left)] == name: count += 1
            default: rest.append(place)
            }
            steps += 1
            guard steps < 256 else { return false }
        }
        return count == 1 && !occurs(name, below: rest)
    }

    private func occurs(_ name: [UInt8], below roots: [Int32]) -> Bool {
        var needed = [Bool](repeating: false, count: nodes.count)
        for place in roots { needed[Int(place)] = true }
        for index in nodes.indices.reversed() where needed[index] {
            let node = nodes[index]
            if node.operation == .variable || node.operation == .apply,
                names[Int(node.left)] == name
            {
                return true
            }
            if node.operation == .apply { needed[Int(node.right)] = true }
            guard !node.isLeaf, node.operation != .apply else { continue }
            needed[Int(node.left)] = true
            if node.isBinary { needed[Int(node.right)] = true }
        }
        return false
    }

    /// The exact number, when the expression is nothing else.
    var number: Rational? {
        let node = nodes[Int(root)]
        return node.operation == .number ? numbers[Int(node.left)] : nil
    }

    /// The name of the variable, when the expression is nothing else.
    var variable: [UInt8]? {
        let node = nodes[Int(root)]
        return node.operation == .variable ? names[Int(node.left)] : nil
    }

    var hasVariables: Bool {
        nodes.contains { $0.operation == .variable || $0.operation == .apply }
    }

    static func number(_ value: Rational) -> Expression {
        Expression(
            nodes: [Node(operation: .number)], numbers: [value], names: [], root: 0)
    }
}
