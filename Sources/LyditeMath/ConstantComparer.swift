internal import CExact

/// Compares constants by balls, algebraic numbers and Calcium, in that order.
///
/// The C map is called with programs of our own making whose size is bounded before.
enum ConstantComparer {
    enum Answer {
        case equal, different, leftUndefined, rightUndefined, unknown, budget
        /// FLINT, Arb and Calcium could not be loaded.
        case unavailable
    }

    struct Report {
        var answer: Answer
        var bits: Int
        var steps: Int
    }

    static let maximumNodes = 400
    /// Larger numbers are only compared by balls.
    static let maximumBits = 4_096

    /// - Parameters:
    ///   - onlyBalls: Prove a difference of real values or nothing.
    static func compare(
        _ builder: ExpressionBuilder, _ left: Int32, _ right: Int32, onlyBalls: Bool
    ) -> Report {
        guard builder.nodes.count <= maximumNodes,
            builder.nodes.allSatisfy({ $0.operation.rawValue <= 18 })
        else { return Report(answer: .unknown, bits: 0, steps: 0) }
        let isComplex = builder.nodes.contains { $0.operation == .i }
        let isLarge = builder.numbers.contains { $0.bitCount > maximumBits }
        let first = run(builder, left, right, isComplex, onlyBalls || isLarge)
        if onlyBalls || isComplex
            || first.answer != .leftUndefined && first.answer != .rightUndefined
        {
            return first
        }
        // A root of a negative number has a value off the real line.
        guard builder.nodes.contains(where: { $0.operation == .root && $0.right % 2 == 0 }),
            !builder.nodes.contains(where: { $0.operation == .root && $0.right % 2 == 1 })
        else { return first }
        let second = run(builder, left, right, true, onlyBalls || isLarge)
        return second.answer == .equal || second.answer == .different ? second : first
    }

    private static func run(
        _ builder: ExpressionBuilder, _ left: Int32, _ right: Int32, _ isComplex: Bool,
        _ onlyBalls: Bool
    ) -> Report {
        let report = program(builder) { nodes, count, numbers in
            lydite_exact_compare(
                nodes, count, numbers, left, right, isComplex ? 1 : 0, onlyBalls ? 1 : 0)
        }
        let answer: Answer =
            switch Int(report.verdict) {
            case LYDITE_EXACT_EQUAL: .equal
            case LYDITE_EXACT_DIFFERENT: .different
            case LYDITE_EXACT_LEFT_UNDEFINED: .leftUndefined
            case LYDITE_EXACT_RIGHT_UNDEFINED: .rightUndefined
            case LYDITE_EXACT_BUDGET: .budget
            case LYDITE_EXACT_UNAVAILABLE: .unavailable
            default: .unknown
            }
        return Report(answer: answer, bits: Int(report.bits), steps: Int(report.steps))
    }

    /// Whether the libraries are there; loads them at the first call.
    static var isAvailable: Bool { lydite_exact_is_available() != 0 }

    /// -1 or 1 when balls prove the sign of a real constant; else 0.
    static func sign(_ builder: ExpressionBuilder, _ root: Int32) -> Int {
        guard builder.nodes.count <= maximumNodes,
            builder.nodes.allSatisfy({ $0.operation.rawValue <= 18 && $0.operation != .i })
        else { return 0 }
        let sign = program(builder) { lydite_exact_sign($0, $1, $2, root) }
        return abs(sign) == 1 ? Int(sign) : 0
    }

    private static func program<Result>(
        _ builder: ExpressionBuilder,
        _ body: (
            UnsafePointer<lydite_exact_node>, Int, UnsafePointer<UnsafePointer<CChar>?>
        ) -> Result
    ) -> Result {
        let nodes = builder.nodes.map {
            lydite_exact_node(
                operation: Int32($0.operation.rawValue), left: $0.left, right: $0.right)
        }
        // All texts in one buffer, each ended by a zero byte.
        var text: [CChar] = []
        var starts: [Int] = []
        for number in builder.numbers {
            starts.append(text.count)
            text.append(contentsOf: number.hexText.utf8.map { CChar(bitPattern: $0) })
            text.append(0)
        }
        text.append(0)
        return text.withUnsafeBufferPointer { text in
            let numbers: [UnsafePointer<CChar>?] =
                starts.map { text.baseAddress! + $0 } + [text.baseAddress!]
            return numbers.withUnsafeBufferPointer { numbers in
                nodes.withUnsafeBufferPointer { nodes in
                    body(nodes.baseAddress!, nodes.count, numbers.baseAddress!)
                }
            }
        }
    }
}
