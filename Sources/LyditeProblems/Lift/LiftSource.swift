import LyditeMath

/// One way in which an operand of a solution can have come about.
struct LiftSource {
    enum Kind: Hashable {
        case result
        case number
        /// A percentage, its hundredth or what is left of it; a fraction or what is left of it.
        case share
        /// A word of the statement: half, twice, a dozen.
        case spoken
        /// A constant that a unit word brings along.
        case unit
        case bare
    }

    var kind: Kind
    /// Over the names of numbers and steps.
    var formula: Formula
    /// Values where all numbers of the statement are other than they are: two sources with equal
    /// points are one function.
    var points: [Rational]
    /// The numbers of the statement that the value depends on.
    var tokens: Set<Int>

    var isConstant: Bool { tokens.isEmpty && kind != .result }
}

/// A step of the derivation, as far as its operands are explained.
struct LiftStep {
    var name: String
    var formula: Formula
    var value: Rational
    var points: [Rational]
    var tokens: Set<Int>
    /// Names of earlier steps that the formula needs.
    var needs: Set<String>
    /// What each operand can have come from, the chosen source first; empty where nothing explains
    /// one of them.
    var choices: [[LiftSource]]
    var isExplained: Bool
    /// Whether two equal factors could change places, which changes nothing.
    var isExchanged = false
    /// Whether the gold depends on it; the others were worked out to be compared.
    var isNeeded = true
}
