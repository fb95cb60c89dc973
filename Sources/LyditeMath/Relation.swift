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
