/// Sides and the signs between them: y = 2x + 1, 0 < x \le 5.
struct Relation: Hashable, Sendable {
    enum Sign: Sendable {
        case equal, notEqual, less, lessEqual, greater, greaterEqual

        var flipped: Sign {
            switch self {
            case .less: .greater
            case .lessEqual: .greaterEqual
            case .greater: .less
            case .greaterEqual: .lessEqual
            default: self
            }
        }

        /// Whether the sign is true of a left side that is below (< 0), at or above the right one.
        func holds(_ order: Int) -> Bool {
            switch self {
            case .equal: order == 0
            case .notEqual: order != 0
            case .less: order < 0
            case .lessEqual: order <= 0
            case .greater: order > 0
            case .greaterEqual: order >= 0
            }
        }

        var isStrict: Bool { self == .less || self == .greater }
        var isOrder: Bool { self != .equal && self != .notEqual }
    }

    var sides: [Side]
    var signs: [Sign]

    /// A formula or an infinity.
    enum Side: Hashable, Sendable {
        case expression(Expression)
        case infinity(negative: Bool)
    }
}
