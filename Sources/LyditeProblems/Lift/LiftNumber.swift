import LyditeMath

/// A number of a statement: what it says, how it is written and what stands beside it.
struct LiftNumber: Hashable {
    enum Form: Hashable {
        case digits(places: Int, hasCommas: Bool)
        case word(isCapital: Bool)
    }

    enum Role: Hashable {
        case plain
        /// The upper number of a written fraction; the lower one follows.
        case numerator
        case denominator
    }

    var value: Rational
    var range: Range<Int>
    var form: Form
    var role = Role.plain
    var isMoney = false
    var isPercent = false
    var isAge = false
    /// The word right after, in the singular.
    var noun = ""
    var previous = ""
    /// Followed by "times more" and the like, so that it may count one more.
    var isTimesMore = false
    /// Followed by "times as many" and the like: it counts nothing.
    var isMultiplier = false
    /// The total of "18 out of 20".
    var isOutOf = false
    /// 12 for a number of dozens, 1,000 for one of thousands.
    var scale = 1
    /// Not to be changed, whatever the derivation says.
    var isFrozen = false
    var article = ""
}
