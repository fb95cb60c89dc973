/// One token of a line with an equation.
struct EquationToken {
    enum Kind: UInt8 {
        case number, plus, minus, times, divide, power, open, close, percent, factorial
        case equals, word
        /// Ends an expression on either side: a comma, a colon, a quote.
        case boundary
        /// Makes what it touches unreadable: an unknown command, a variable, a relation.
        case poison
    }

    var kind: Kind
    /// No blank before it.
    var isGlued: Bool
    /// A currency sign stands before it.
    var isMoney: Bool
    var start: Int32
    var end: Int32
    /// Digits after the point of a number; -1 without a point.
    var places: Int32 = -1
}

extension EquationToken.Kind {
    var isOperator: Bool {
        switch self {
        case .plus, .minus, .times, .divide, .power: true
        default: false
        }
    }

    /// Ends an operand.
    var endsOperand: Bool {
        self == .number || self == .close || self == .percent || self == .factorial
    }

    /// Begins an operand; a sign does too, but only the reader knows when.
    var beginsOperand: Bool { self == .number || self == .open }
}
