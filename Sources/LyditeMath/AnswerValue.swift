/// What an answer means, as far as this module reads it.
indirect enum AnswerValue: Hashable, Sendable {
    /// Nothing that could be an answer.
    case missing
    /// Division by zero and the like.
    case undefined
    /// Beyond a bound of ``MathLimits``.
    case tooLarge
    /// Readable, but only as text.
    case opaque
    case number(Quantity)
    case infinity(negative: Bool)
    /// A single capital letter, with or without parentheses.
    case letter(UInt8)
    /// Words in lower case, one blank between them.
    case words([UInt8])
    /// A tuple, a point or an interval with its own brackets.
    case bracketed(open: UInt8, close: UInt8, [AnswerValue])
    case set([AnswerValue])
    /// Values side by side without brackets: no order.
    case list([AnswerValue])
    /// A name and its value: x = 5.
    case assigned(name: [UInt8], AnswerValue)
    /// 3:4 or 3:30 pm.
    case colon([Rational], Meridiem?)

    /// All whole numbers with one remainder.
    case residue(name: [UInt8], Rational, modulus: Rational)
    /// A day of the year.
    case date(month: Int, day: Int, year: Int?)

    /// A formula that is no plain number, with the unit after it.
    case expression(Expression, Unit?)
    /// Equations and inequalities, chains too.
    case relation(Relation)
    /// Rows of equal length.
    case matrix([[AnswerValue]])
    /// A value and its condition in each row.
    case cases([[AnswerValue]])
    /// Sets side by side.
    case union([AnswerValue])

    enum Meridiem: Sendable { case am, pm }

    /// Whether nothing, or not all of a list, was read.
    var isOpaque: Bool {
        switch self {
        case .opaque: true
        case .list(let items): items.contains(.opaque)
        default: false
        }
    }
}

/// A number with what was written around it.
struct Quantity: Hashable, Sendable {
    var value: Rational
    var isPercent = false
    /// The percent sign stands before the number.
    var isPrefixed = false
    var unit: Unit?
    /// Written with separators that could also part a list: 1,000.
    var isGrouped = false
    /// A word such as "million" or "dozen" follows: equal values are equal, different ones may
    /// still mean the same.
    var isScaled = false
    /// What "million" and the like multiplied the number by.
    var multiplier = Rational.one
    /// A word such as "dozen" or "half" follows.
    var isCounted = false
    var isWord = false
    /// In several units: a bare number may be in any of them.
    var isMixed = false

    init(_ value: Rational) { self.value = value }
}

/// A unit of measurement, or words that take its place.
struct Unit: Hashable, Sendable {
    /// Powers of length, mass, time, angle, temperature, information and currencies.
    var dimension: SIMD16<Int8>
    var factor: Rational
    /// The words in lower case, without plural endings.
    var text: [UInt8]
    var isKnown: Bool
    /// Made of several units: km/h, dollars per day.
    var isCompound: Bool

    static let pound = Array("pound".utf8)
    /// The axis of pounds sterling.
    static let sterling = 10

    /// Pounds of money instead of mass.
    mutating func becomeMoney() {
        dimension = .init(repeating: 0)
        dimension[Unit.sterling] = 1
        factor = .one
    }

    static func words(_ text: [UInt8]) -> Unit {
        Unit(
            dimension: .init(repeating: 0), factor: .one, text: text, isKnown: false,
            isCompound: false)
    }
}
