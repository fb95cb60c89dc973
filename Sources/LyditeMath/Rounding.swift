/// How a problem wants its answer rounded.
///
/// The candidate counts when it is the exact gold, or the gold rounded (ties away from zero or to
/// even) to as many digits as asked. More digits than asked are another number; fewer digits than
/// asked, as in 0.7 for 0.70, are refused unless the gold is exactly that.
package enum Rounding: Hashable, Sendable {
    case places(Int)
    case significant(Int)

    /// Most digits a problem may ask for.
    package static let maximumDigits = 1_000
}
