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
